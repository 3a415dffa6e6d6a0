package dev.holdfast.log;

import dev.holdfast.testkit.history.Event;
import dev.holdfast.testkit.history.HistoryCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Clients on two instances over one store that fails, and the judgement on what they were told. */
final class LogWorkload {
    /** @param violations in a sentence each */
    record Run(List<String> violations, Map<String, Long> counts) {}

    private LogWorkload() {}

    static Run run(Scale scale) throws InterruptedException, ExecutionException {
        World world = new World(scale.seed(), scale.logs());
        Witness witness = new Witness(world.direct, world.logs);
        List<String> violations = new ArrayList<>();
        try (world) {
            Timeline timeline = new Timeline(world, scale, witness);
            try (ExecutorService threads = Executors.newFixedThreadPool(2 * scale.writersEach())) {
                List<? extends Future<?>> running = IntStream.range(0, 2 * scale.writersEach())
                        .mapToObj(number -> threads.submit(new Writer(world, timeline, scale, number)))
                        .toList();
                for (Future<?> writer : running) {
                    writer.get();
                }
            }
            world.calm.restart(new java.util.Random(scale.seed()));
            world.logs.forEach(log -> world.client.read(world.calm, log));
        }
        witness.look();
        List<Event> snapshots = witness.snapshots(world.history, world.direct);
        snapshots.forEach(world.history::add);
        world.counts.add("snapshots", snapshots.size());
        violations.addAll(world.client.defects());
        violations.addAll(new HistoryCheck(World.SKEW).violations(world.history.events(), witness.standing()));
        violations.addAll(witness.violations());
        world.counts.add("calls", world.history.events().size());
        world.counts.add("entries opened", witness.entries(Kind.OPEN));
        world.counts.add("entries closed", witness.entries(Kind.CLOSE));
        world.counts.add("entries trimmed", witness.trimmed());
        world.counts.add("lives expired", witness.expired());
        return new Run(violations, world.counts.all());
    }
}
