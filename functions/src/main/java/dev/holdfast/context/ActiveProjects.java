package dev.holdfast.context;

import dev.holdfast.json.Uuids;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.time.Clock;
import java.util.UUID;

/** Which project a subject works on at a machine. Thread-safe. */
public final class ActiveProjects {
    private static final String PROJECT = "project";
    private static final String AT = "at";

    private final Table table;
    private final Clock clock;

    ActiveProjects(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    void set(Call call, UUID machine, UUID project) {
        table.write(
                call.budget(),
                Write.Put.always(Item.at(key(call, machine))
                        .text(PROJECT, project.toString())
                        .number(AT, clock.millis())
                        .build()));
    }

    /** @throws Refusal NO_ACTIVE_PROJECT */
    UUID get(Call call, UUID machine) {
        return table.get(call.budget(), key(call, machine))
                .flatMap(item -> Uuids.parse(item.text(PROJECT)))
                .orElseThrow(ActiveProjects::none);
    }

    static Refusal none() {
        return new Refusal(
                Reason.NO_ACTIVE_PROJECT, "Switch to a project on this machine first: POST /api/v1/projects/switch/.");
    }

    private static Key key(Call call, UUID machine) {
        return new Key(call.tenant() + "#active", machine + "#" + call.caller().subject());
    }
}
