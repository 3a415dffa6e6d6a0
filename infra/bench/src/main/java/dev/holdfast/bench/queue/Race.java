package dev.holdfast.bench.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Puts jobs in, has them drained, and takes the time. */
final class Race {
    /** Of one phase; a run that takes longer fails. */
    static final Duration LIMIT = Duration.ofMinutes(3);

    static final int PRODUCERS = 16;

    private final Contender contender;
    private final int jobs;
    private int batch;

    Race(Contender contender, int jobs) {
        this.contender = contender;
        this.jobs = jobs;
    }

    /** Jobs a second: all are put in, and no one drains. */
    double put() {
        long begun = System.nanoTime();
        produce();
        return perSecond(begun);
    }

    /** Jobs a second: all that stand are drained. */
    double drain(int drainers) {
        long begun = System.nanoTime();
        try (Contender.Draining _ = contender.drain(drainers)) {
            awaitDone();
            return ended(begun);
        }
    }

    /** Jobs a second: from the first put to the last job's end, while the drainers run. */
    double both(int drainers) {
        try (Contender.Draining _ = contender.drain(drainers)) {
            long begun = System.nanoTime();
            produce();
            awaitDone();
            return ended(begun);
        }
    }

    private double ended(long begun) {
        double perSecond = perSecond(begun);
        if (contender.done().availablePermits() > 0 || !contender.isEmpty()) {
            throw new IllegalStateException("not every job was done once");
        }
        return perSecond;
    }

    private void produce() {
        String prefix = "batch" + batch++ + "-";
        AtomicInteger left = new AtomicInteger(jobs);
        long begun = System.nanoTime();
        try (ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS)) {
            List<? extends Future<?>> running = IntStream.range(0, PRODUCERS)
                    .mapToObj(_ -> producers.submit(() -> {
                        for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                            if (System.nanoTime() - begun > LIMIT.toNanos()) {
                                throw new IllegalStateException(n + " jobs were not put in within " + LIMIT);
                            }
                            contender.put(prefix + n);
                        }
                    }))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    private void awaitDone() {
        try {
            if (!contender.done().tryAcquire(jobs, LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "only " + contender.done().availablePermits() + " of " + jobs + " jobs were done in " + LIMIT);
            }
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    private double perSecond(long begun) {
        return jobs / ((System.nanoTime() - begun) / 1e9);
    }

    private static IllegalStateException stopped(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(stopped);
    }
}
