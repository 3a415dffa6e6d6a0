package dev.holdfast.board;

import dev.holdfast.project.Project;
import dev.holdfast.queue.Queue;
import dev.holdfast.security.Call;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the table when a command comes, in one read.
 *
 * @param record of the same command, sent before; null for none
 * @param othersWait whether commands on the task wait for the board
 * @param credentials the item of what the tenant keeps for the kind of board; null for none
 */
record Standing(
        Project project,
        @Nullable CommandRecord record,
        boolean othersWait,
        @Nullable Item credentials,
        Bindings bindings) {

    static Standing read(
            Table table, Bindings bindings, CommandRecords records, Call call, Project project, Asked asked) {
        records.requireSealing(project.ref());
        Key credentials = Credentials.key(call.tenant(), bindings.provider(project));
        Key record = CommandRecords.key(project.ref(), asked.command().id().toString());
        List<Key> keys = new ArrayList<>(List.of(credentials, record));
        if (asked.command() instanceof BoardCommand.OnTask onTask) {
            keys.add(Queue.groupKey(call.tenant(), BoardCommandJob.group(project.ref(), onTask)));
        }
        Map<Key, Item> items = table.getAll(call.budget(), keys);
        @Nullable Item recorded = items.get(record);
        return new Standing(
                project,
                recorded == null ? null : records.record(project.ref(), recorded),
                keys.size() > 2 && Queue.isWaiting(items.get(keys.get(2))),
                items.get(credentials),
                bindings);
    }

    /** Whatever became of the board's plugin and configuration meanwhile, what was done before is told without it. */
    Binding binding() {
        return bindings.bind(project, credentials);
    }
}
