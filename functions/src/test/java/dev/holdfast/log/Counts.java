package dev.holdfast.log;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened in a run. Thread-safe. */
final class Counts {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(String what) {
        add(what, 1);
    }

    void add(String what, long times) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).add(times);
    }

    long of(String what) {
        return all().getOrDefault(what, 0L);
    }

    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((what, count) -> all.put(what, count.sum()));
        return all;
    }

    /** What failed and where, in one line. */
    static String first(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return failure + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
