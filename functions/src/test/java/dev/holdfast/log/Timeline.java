package dev.holdfast.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets time pass: a little with every operation, to a deadline or by a day now and then. Thread-safe. */
final class Timeline {
    private static final int MOST_MILLIS = 60;
    private static final int CROWD = 16;
    private static final Duration DAY = Duration.ofHours(25);

    private final World world;
    private final Scale scale;
    private final Witness witness;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger leaps = new AtomicInteger();
    private final AtomicInteger crowd = new AtomicInteger();
    private final ConcurrentLinkedQueue<Request> overnight = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Request> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable LogName crowded;
    private volatile Set<LogName> neglected = Set.of();
    private final AtomicReference<Set<LogName>> woken = new AtomicReference<>(Set.of());

    Timeline(World world, Scale scale, Witness witness) {
        this.world = world;
        this.scale = scale;
        this.witness = witness;
    }

    boolean goesOn() {
        return world.counts.of("appends") < scale.appends() && operations.get() < scale.mostOperations();
    }

    /** To be called between two operations. */
    void pass(Random random) {
        world.clock.advance(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
        operations.incrementAndGet();
        long due = world.counts.of("appends") * (scale.deadlines() + scale.days()) / scale.appends();
        int done = leaps.get();
        if (due > done && leaps.compareAndSet(done, done + 1)) {
            int between = scale.days() == 0 ? Integer.MAX_VALUE : scale.deadlines() / scale.days() + 1;
            leap(random, (done + 1) % between == 0, (done + 1) % between > between / 2);
        }
    }

    private void leap(Random random, boolean overnightNow, boolean evening) {
        Lock still = world.leaps.writeLock();
        still.lock();
        try {
            if (overnightNow) {
                night(random);
            } else {
                toDeadline(mortal(random), random);
                if (evening && neglected.isEmpty()) {
                    neglect(some(random));
                }
            }
        } finally {
            still.unlock();
        }
    }

    private void night(Random random) {
        witness.look();
        world.clock.advance(DAY);
        // Faults let most of a sweep fail, and then there is nothing that a stale view could miss.
        world.client.sweep(random.nextInt(4) > 0 ? world.calm : world.instances.getLast(), world.direct);
        waiting.addAll(overnight);
        overnight.clear();
        woken.set(neglected);
        neglected = Set.of();
        world.counts.add("days");
    }

    /** Where the instance behind sees the life standing and the one ahead sees it past its deadline. */
    private void toDeadline(LogName log, Random random) {
        View<Sheet> view = world.client.read(world.calm, log);
        if (view == null || !view.isOpen() || view.deadline().equals(Instant.MAX)) {
            return;
        }
        Instant before = view.deadline().minusMillis(random.nextInt((int) World.SKEW.toMillis()) + 1);
        Duration left = Duration.between(world.clock.instant(), before);
        if (left.isPositive()) {
            world.clock.advance(left);
        }
        crowd.set(CROWD);
        crowded = log;
        world.counts.add("deadlines met");
    }

    private LogName mortal(Random random) {
        List<LogName> mortal =
                world.logs.stream().filter(log -> world.lifetime(log).ends()).toList();
        return mortal.get(random.nextInt(mortal.size()));
    }

    /** Where everybody should go now, if anywhere. */
    @Nullable
    LogName crowded() {
        return crowd.get() > 0 && crowd.getAndDecrement() > 0 ? crowded : null;
    }

    /** Logs that the first instance does not look at until the next day, while the other works on them. */
    Collection<LogName> neglected() {
        return neglected;
    }

    /** What had been neglected until this morning; told once. */
    Collection<LogName> woken() {
        return woken.getAndSet(Set.of());
    }

    private void neglect(Set<LogName> logs) {
        for (LogName log : logs) {
            for (int attempt = 0; attempt < 3; attempt++) {
                world.client.read(world.instances.getFirst(), log);
            }
        }
        neglected = logs;
    }

    private Set<LogName> some(Random random) {
        List<LogName> lasting = world.logs.stream().filter(world::isTrimmed).toList();
        return lasting.stream().filter(_ -> random.nextInt(4) > 0).collect(Collectors.toSet());
    }

    /** A request whose outcome is unknown, to be sent again some time, or only on the next day. */
    void postpone(Request request, boolean toNextDay) {
        (toNextDay ? overnight : waiting).add(request);
    }

    @Nullable
    Request postponed() {
        return waiting.poll();
    }
}
