package dev.holdfast.bench.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.JsonDiff;
import com.flipkart.zjsonpatch.JsonPatch;
import dev.holdfast.json.Diff;
import dev.holdfast.json.Incoming;
import dev.holdfast.json.Merge;
import dev.holdfast.json.MergeRules;
import dev.holdfast.json.Patch;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Patching, diffing and merging of trees: what is measured begins and ends with them, in either library. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EditBenchmarks {
    private static final Instant TIME = Instant.EPOCH;

    @Benchmark
    public JsonNode apply(Pair pair) {
        return Patch.parse(pair.patch).apply(pair.before, pair.bytes);
    }

    /** As a caller does who does not know how long the document is: its size is part of the work. */
    @Benchmark
    public JsonNode applyToUnknownLength(Pair pair) {
        return Patch.parse(pair.patch).apply(pair.before);
    }

    @Benchmark
    public JsonNode applyPeer(Pair pair) {
        return JsonPatch.apply(pair.peersPatch, pair.peersBefore);
    }

    @Benchmark
    public JsonNode diff(Pair pair) {
        return Diff.between(pair.before, pair.after).toJson();
    }

    @Benchmark
    public JsonNode diffPeer(Pair pair) {
        return JsonDiff.asJson(pair.peersBefore, pair.peersAfter);
    }

    @Benchmark
    public Merge.Merged merge(Pair pair) {
        var incoming = new Incoming(pair.before, pair.changedElsewhere, TIME);
        return Merge.merge(pair.after, TIME, List.of(incoming), MergeRules.DEFAULT);
    }
}
