package dev.holdfast.bench;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long everything is measured. */
public enum Effort {
    QUICK(1, 6, 7, 500),
    FULL(3, 8, 8, 700);

    private final int forks;
    private final int warmups;
    private final int iterations;
    private final int millis;

    Effort(int forks, int warmups, int iterations, int millis) {
        this.forks = forks;
        this.warmups = warmups;
        this.iterations = iterations;
        this.millis = millis;
    }

    /** Options that measure time and allocation on the collector that a Lambda of less than two processors gets. */
    public ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .forks(forks)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class)
                .jvmArgs("-XX:+UseSerialGC", "-Xms3g", "-Xmx3g", "-Xmn2g")
                .shouldFailOnError(true);
    }
}
