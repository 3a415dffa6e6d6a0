package dev.holdfast.bench.json;

import dev.holdfast.bench.Effort;
import dev.holdfast.bench.Measurement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks of the JSON engine and writes a table for each operation. */
public final class JsonReport {
    private static final String PEER = "Peer";

    private final Map<String, Map<Scenario, Measurement>> operations = new LinkedHashMap<>();

    private JsonReport() {}

    /** @param names a regular expression for the benchmarks to run; empty for all */
    public static String of(Effort effort, String names) throws RunnerException {
        JsonReport report = new JsonReport();
        var options = effort.options();
        options.include(names.isEmpty() ? JsonReport.class.getPackageName() : names);
        report.add(new Runner(options.build()).run());
        return report.toString();
    }

    private void add(Collection<RunResult> results) {
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            operations
                    .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), _ -> new LinkedHashMap<>())
                    .put(Scenario.valueOf(result.getParams().getParam("scenario")), Measurement.of(result));
        }
    }

    /** Markdown. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        operations.forEach((operation, measurements) -> {
            if (!operation.endsWith(PEER)) {
                table(text, operation, measurements, operations.getOrDefault(peer(operation), Map.of()));
            }
        });
        return text.append(PatchSizes.table()).toString();
    }

    private static String peer(String operation) {
        return (operation.startsWith("apply") ? "apply" : operation) + PEER;
    }

    private static void table(
            StringBuilder text, String operation, Map<Scenario, Measurement> ours, Map<Scenario, Measurement> peers) {
        text.append("\n### ").append(operation).append("\n\n| document | Holdfast | allocated |");
        text.append(peers.isEmpty() ? "\n| --- | ---: | ---: |\n" : " peer | allocated | times as fast |\n");
        text.append(peers.isEmpty() ? "" : "| --- | ---: | ---: | ---: | ---: | ---: |\n");
        ours.forEach((scenario, measurement) -> {
            text.append("| ")
                    .append(scenario.label())
                    .append(" | ")
                    .append(measurement)
                    .append(" |");
            @Nullable Measurement peer = peers.get(scenario);
            if (peer != null) {
                text.append(String.format(Locale.ROOT, " %s | **%.1f** |", peer, peer.micros() / measurement.micros()));
            }
            text.append('\n');
        });
    }
}
