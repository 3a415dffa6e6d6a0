package dev.holdfast.bench;

import dev.holdfast.bench.json.JsonReport;
import dev.holdfast.bench.json.PairedRun;
import dev.holdfast.bench.log.Throughput;
import dev.holdfast.bench.queue.QueueReport;
import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code [--full] [regular expression]}: runs the benchmarks whose names fit and prints what they took as Markdown;
 * {@code --paired}: patching and diffing by processor time, for busy machines; {@code --log}: measures stores on one document instead;
 * {@code --queue [jobs]}: measures jobs a second.
 */
public final class Main {
    private static final int JOBS = 5_000;

    private Main() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean full = false;
        String names = "";
        for (String argument : arguments) {
            if (argument.equals("--log")) {
                System.out.println(Throughput.report());
                return;
            }
            if (argument.equals("--queue")) {
                System.out.println(QueueReport.of(jobs(arguments)));
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

    private static int jobs(String... arguments) {
        String last = arguments[arguments.length - 1];
        return last.equals("--queue") ? JOBS : Integer.parseInt(last);
    }
}
