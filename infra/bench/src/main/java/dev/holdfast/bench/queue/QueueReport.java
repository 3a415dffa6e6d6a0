package dev.holdfast.bench.queue;

import dev.holdfast.lambda.HttpConnections;
import dev.holdfast.testkit.DynamoDbLocal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Jobs a second of Holdfast's queue and of db-scheduler, in turns, and what a job costs in ours. */
public final class QueueReport {
    private static final int WARM_UP = 500;
    /** Each side goes first once. */
    private static final int ROUNDS = 2;

    private static final List<Phase> PHASES = List.of(
            new Phase("put in, nobody draining", Race::put),
            new Phase("drained by 1", race -> race.drain(1)),
            new Phase("put in, nobody draining", Race::put),
            new Phase("drained by 3", race -> race.drain(3)),
            new Phase("put in and drained by 1 at once", race -> race.both(1)),
            new Phase("put in and drained by 3 at once", race -> race.both(3)));

    private QueueReport() {}

    /** @param run answers jobs a second */
    private record Phase(String name, ToDoubleFunction<Race> run) {}

    /**
     * The tables in Markdown.
     *
     * @param jobs in each phase
     */
    public static String of(int jobs) {
        HttpConnections.configure();
        try (TemporaryDirectory files = TemporaryDirectory.create();
                DynamoDbLocal store = DynamoDbLocal.at(files.path().resolve("dynamodb"));
                HoldfastQueue ours = new HoldfastQueue(store.endpoint(), "jobs");
                DbScheduler peer = new DbScheduler(new EmbeddedDatabase(files.path()))) {
            measure(ours, peer, WARM_UP, 1);
            return table(measure(ours, peer, jobs, ROUNDS)) + PendingCost.table(store.endpoint());
        }
    }

    private static Map<String, Row> measure(HoldfastQueue ours, DbScheduler peer, int jobs, int rounds) {
        Map<String, Row> rows = new LinkedHashMap<>();
        Race ourRace = new Race(ours, jobs);
        Race peerRace = new Race(peer, jobs);
        for (int round = 0; round < rounds; round++) {
            boolean peerFirst = round % 2 == 1;
            for (Phase phase : PHASES) {
                Row row = rows.computeIfAbsent(phase.name(), _ -> Row.empty());
                if (peerFirst) {
                    row.peer().add(phase.run().applyAsDouble(peerRace));
                }
                ours.spent();
                row.ours().add(phase.run().applyAsDouble(ourRace));
                row.costs().add(ours.spent().each(jobs));
                if (!peerFirst) {
                    row.peer().add(phase.run().applyAsDouble(peerRace));
                }
            }
        }
        return rows;
    }

    private static String table(Map<String, Row> rows) {
        StringBuilder table = new StringBuilder("""

                | jobs/s | Holdfast | db-scheduler | Holdfast is | store calls, WU, RU a job |
                | --- | ---: | ---: | ---: | ---: |
                """);
        rows.forEach((name, row) -> table.append("| %s | %s |%n".formatted(name, row)));
        return table.toString();
    }
}
