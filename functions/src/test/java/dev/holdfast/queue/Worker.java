package dev.holdfast.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A handler of the kind "work" that remembers what it was given. */
final class Worker implements JobHandler {
    final List<Job> jobs = new ArrayList<>();
    final ConcurrentHashMap<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    private final BiFunction<Job, Lease, Outcome> way;

    Worker(BiFunction<Job, Lease, Outcome> way) {
        this.way = way;
    }

    static Worker always(Outcome outcome) {
        return new Worker((_, _) -> outcome);
    }

    @Override
    public String kind() {
        return "work";
    }

    @Override
    public Outcome run(Job job, Lease lease) {
        synchronized (this) {
            jobs.add(job);
        }
        Outcome outcome = way.apply(job, lease);
        if (outcome instanceof Outcome.Done) {
            effects.computeIfAbsent(job.id(), _ -> new AtomicInteger()).incrementAndGet();
        }
        return outcome;
    }

    synchronized Job last() {
        return jobs.getLast();
    }

    synchronized List<String> order() {
        return jobs.stream().map(Job::id).toList();
    }
}
