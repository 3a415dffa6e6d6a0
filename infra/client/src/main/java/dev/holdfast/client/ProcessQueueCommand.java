package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.BadInput;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.spool.Item;
import dev.holdfast.client.spool.QueueRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends what waits. */
@Command(
        name = "process-queue",
        description = "Sends what waits for this URL and token and is due, in order. Run it from a timer.",
        sortOptions = false)
final class ProcessQueueCommand implements Executable {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    private final Surroundings surroundings;

    @Option(names = "--now", description = "Send what is in backoff too, though not what the service put off itself")
    private boolean now;

    @Option(names = "--retry-dead", description = "First let dead calls wait again, unless a later one has succeeded")
    private boolean retryDead;

    @Option(names = "--drop-dead", description = "Forget dead calls, and send nothing")
    private boolean dropDead;

    @Option(names = "--id", paramLabel = "ID", description = "Retry or drop this dead call only; may be given again")
    private @Nullable List<Long> ids;

    @Option(names = "--progress", description = "Tell the progress on the standard error; on a terminal it always is")
    private boolean progress;

    ProcessQueueCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Report execute() {
        if ((retryDead && dropDead) || (ids != null && !retryDead && !dropDead)) {
            throw new BadInput("Give one of --retry-dead and --drop-dead; --id goes with either");
        }
        try (Workplace workplace = Workplace.open(options, surroundings);
                Workplace.Remote remote = workplace.remote();
                Progress told = new Progress(surroundings, progress)) {
            List<Item> dead = workplace.spool().list(remote.account()).stream()
                    .filter(item -> item.dead() && isMeant(item))
                    .toList();
            if (dropDead) {
                int dropped = workplace.deadItems().drop(dead);
                return new Report(
                        ExitCode.OK,
                        Json.object().put("result", "dropped").put("dropped", dropped),
                        List.of(dropped + " dropped"));
            }
            int revived = retryDead ? workplace.deadItems().retry(dead) : 0;
            return remote.sending()
                    .queue()
                    .run(now, sent -> told.tell(Outcome.of(sent).line()))
                    .map(ran -> report(ran, revived, workplace.spool().list(remote.account())))
                    .orElseGet(ProcessQueueCommand::busy);
        }
    }

    private boolean isMeant(Item item) {
        return ids == null ? dropDead || !item.superseded() : ids.contains(item.id());
    }

    private static Report busy() {
        String detail = "another process is sending what waits";
        return new Report(
                ExitCode.LATER, Json.object().put("result", "busy").put("detail", detail), List.of("busy: " + detail));
    }

    private static Report report(QueueRun.Ran ran, int revived, List<Item> left) {
        Tally tally = new Tally();
        ArrayNode results = Json.object().putArray("results");
        List<String> lines = new ArrayList<>();
        ran.delivered().stream().map(Outcome::of).forEach(outcome -> {
            tally.add(outcome);
            results.add(outcome.document());
            lines.add(outcome.line());
        });
        long dead = left.stream().filter(Item::dead).count();
        long waiting = left.size() - dead;
        lines.add(waiting + " waiting, " + dead + " dead" + (dead > 0 ? "; queue-status shows them" : ""));
        ObjectNode document = Json.object().put("result", waiting == 0 ? "drained" : "waiting");
        document.put("retried", revived)
                .put("stopped", ran.stopped())
                .put("waiting", waiting)
                .put("dead", dead);
        document.set("counts", tally.document());
        document.set("results", results);
        boolean onlyLater = tally.exit() == ExitCode.OK && waiting > 0;
        return new Report(onlyLater ? ExitCode.LATER : tally.exit(), document, lines);
    }
}
