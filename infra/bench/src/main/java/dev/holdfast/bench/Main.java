package dev.holdfast.bench;

import dev.holdfast.bench.json.JsonReport;
import dev.holdfast.bench.log.Throughput;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code [--full] [regular expression]}: runs the benchmarks whose names fit and prints what they took as Markdown;
 * {@code --log}: measures stores on one document instead.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws RunnerException {
        boolean full = false;
        String names = "";
        for (String argument : arguments) {
            if (argument.equals("--log")) {
                System.out.println(Throughput.report());
                return;
            }
            if (argument.equals("--full")) {
                full = true;
            } else {
                names = argument;
            }
        }
        System.out.println(JsonReport.of(full ? Effort.FULL : Effort.QUICK, names));
    }
}
