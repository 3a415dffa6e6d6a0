package dev.holdfast.bench;

import dev.holdfast.bench.json.JsonReport;
import dev.holdfast.bench.json.PairedRun;
import dev.holdfast.bench.log.Throughput;
import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code [--full] [regular expression]}: runs the benchmarks whose names fit and prints what they took as Markdown;
 * {@code --paired}: patching and diffing by processor time, for busy machines; {@code --log}: measures stores on one document instead.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean full = false;
        String names = "";
        for (String argument : arguments) {
            if (argument.equals("--log")) {
                System.out.println(Throughput.report());
                return;
            }
            if (argument.equals("--paired")) {
                System.out.println(PairedRun.report());
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
