package dev.holdfast.log;

import dev.holdfast.security.Operation;
import dev.holdfast.testkit.history.Kind;
import dev.holdfast.testkit.history.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** A client that reads, changes, closes and opens logs at random, and sends again what it was not answered. */
final class Writer implements Runnable {
    private static final int MOST_ATTEMPTS = 4;
    private static final int LARGE = 380_000;

    /** What it was told last of a log. */
    private record Known(long seq, boolean open, @Nullable String shown) {}

    private final World world;
    private final Timeline timeline;
    private final Scale scale;
    private final int number;
    private final Instance own;
    private final Random random;
    private final Map<LogName, Known> known = new HashMap<>();
    private int tokens;

    Writer(World world, Timeline timeline, Scale scale, int number) {
        this.world = world;
        this.timeline = timeline;
        this.scale = scale;
        this.number = number;
        this.own = world.instances.get(number % 2);
        this.random = new Random(scale.seed() * 1_000 + number);
    }

    @Override
    public void run() {
        while (timeline.goesOn()) {
            Lock call = world.leaps.readLock();
            call.lock();
            try {
                act();
            } finally {
                call.unlock();
            }
            timeline.pass(random);
        }
    }

    private void act() {
        if (random.nextInt(60) == 0
                && (own != world.instances.getFirst() || timeline.neglected().isEmpty())) {
            own.restart(random);
            world.counts.add("restarts");
        }
        if (own == world.instances.getFirst()) {
            wake(List.copyOf(timeline.woken()));
        }
        Request old = random.nextInt(10) == 0 ? timeline.postponed() : null;
        LogName crowded = timeline.crowded();
        LogName log = crowded == null ? somewhere() : crowded;
        if (old != null) {
            send(old);
        } else if (random.nextInt(40) == 0) {
            readSome();
        } else if (random.nextInt(100) == 0) {
            world.client.sweep(own, world.direct);
        } else if (random.nextInt(25) == 0 && known.containsKey(log)) {
            readPast(log, known.get(log));
        } else if (random.nextInt(crowded == null ? 5 : 2) == 0 || (!known.containsKey(log) && random.nextInt(3) > 0)) {
            read(log);
        } else {
            send(request(log));
        }
    }

    private LogName somewhere() {
        for (int attempt = 0; attempt < 20; attempt++) {
            LogName log = world.logs.get(random.nextInt(world.logs.size()));
            if (at(log) == own) {
                return log;
            }
        }
        return world.logs.getLast();
    }

    private Instance at(LogName log) {
        return timeline.neglected().contains(log) ? world.instances.getLast() : own;
    }

    /** Uses logs that this instance remembers from before they were trimmed. */
    private void wake(List<LogName> logs) {
        if (!logs.isEmpty() && random.nextBoolean()) {
            world.client.readAll(own, logs).forEach(this::learn);
            logs.forEach(log -> send(request(log, Kind.CHANGE, null, false, null)));
        }
        for (LogName log : logs) {
            Long base = known.containsKey(log) ? known.get(log).seq() : null;
            send(request(log, Kind.CHANGE, base, false, null));
        }
    }

    private void read(LogName log) {
        View<Sheet> view =
                random.nextInt(5) == 0 ? world.client.observe(at(log), log) : world.client.read(at(log), log);
        if (view != null) {
            learn(log, view);
        }
    }

    private void readPast(LogName log, Known newest) {
        if (newest.seq() > 0) {
            long seq = 1 + random.nextLong(newest.seq());
            world.client.readPast(at(log), log, seq, world.lifetime(log).history() == null);
        }
    }

    private void readSome() {
        List<LogName> some = world.logs.stream()
                .filter(log -> at(log) == own && random.nextInt(3) == 0)
                .toList();
        if (some.size() > 1) {
            world.client.readAll(own, some).forEach(this::learn);
        }
    }

    private void learn(LogName log, View<Sheet> view) {
        known.put(
                log,
                new Known(
                        view.head(),
                        view.isOpen(),
                        view.isOpen() ? view.openState().shown() : null));
    }

    private Request request(LogName log) {
        Known last = known.getOrDefault(log, new Known(0, false, null));
        if (!last.open() && random.nextInt(3) > 0) {
            boolean based = last.seq() > 0 && random.nextInt(3) == 0;
            return request(log, Kind.OPEN, based ? last.seq() : null, false, null);
        }
        boolean based = last.seq() > 0 && random.nextInt(2) == 0;
        Kind kind = random.nextInt(40) > 0 ? Kind.CHANGE : random.nextInt(3) > 0 ? Kind.CLOSE : Kind.RESTART;
        boolean strict = based && random.nextInt(kind == Kind.CHANGE ? 7 : 2) == 0;
        boolean unlessSame = kind == Kind.CHANGE && last.open() && random.nextInt(20) == 0;
        return request(log, kind, based ? last.seq() : null, strict, unlessSame ? last.shown() : null);
    }

    private Request request(LogName log, Kind kind, @Nullable Long base, boolean strict, @Nullable String unless) {
        String token = number + "." + ++tokens;
        Operation operation =
                random.nextInt(4) == 0 ? Operation.unkeyed() : Operation.keyed("tester", token, new byte[0]);
        return new Request(log, operation, kind, base, strict, unless, world.lifetime(log), token, noise(log, kind));
    }

    private byte[] noise(LogName log, Kind kind) {
        boolean large =
                world.isHeavy(log) ? kind == Kind.OPEN : kind == Kind.CHANGE && random.nextInt(scale.largeEvery()) == 0;
        int size = large ? LARGE : random.nextInt(1_200);
        byte[] noise = new byte[world.isHeavy(log) && kind == Kind.CHANGE ? size * 30 : size];
        random.nextBytes(noise);
        return noise;
    }

    private void send(Request request) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Outcome outcome = world.client.send(at(request.log()), request);
            if (!(outcome instanceof Outcome.Unknown(boolean passing))) {
                learn(request, outcome);
                repeatTomorrow(request);
                return;
            }
            int luck = random.nextInt(10);
            if (!passing || !request.operation().isKeyed() || luck == 0) {
                return;
            }
            if (luck < 4) {
                timeline.postpone(request, random.nextBoolean());
                return;
            }
        }
        timeline.postpone(request, true);
    }

    /** Some clients send again what they were answered, and forgot. */
    private void repeatTomorrow(Request request) {
        if (request.operation().isKeyed() && random.nextInt(12) == 0) {
            timeline.postpone(request, true);
        }
    }

    private void learn(Request request, Outcome outcome) {
        switch (outcome) {
            case Outcome.Acknowledged(long seq) ->
                known.put(request.log(), new Known(seq, request.wanted() != Kind.CLOSE, null));
            case Outcome.Refused(long head, boolean gone)
            when head > 0 -> known.put(request.log(), new Known(head, !gone, null));
            case Outcome.Refused _, Outcome.Unknown _ -> {}
        }
    }
}
