package dev.holdfast.bench.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Canonical;
import dev.holdfast.json.StrictJson;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Reading, writing and digesting of documents; the peer is Jackson's own reader, which checks less. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TextBenchmarks {
    @Benchmark
    public byte[] digest(Text text) {
        return Canonical.digest(text.document);
    }

    @Benchmark
    public JsonNode parse(Text text) {
        return StrictJson.parse(text.utf8);
    }

    @Benchmark
    public JsonNode parsePeer(Text text) throws IOException {
        return Text.JACKSON.readTree(text.utf8);
    }

    @Benchmark
    public byte[] write(Text text) {
        return StrictJson.write(text.document);
    }

    @Benchmark
    public byte[] writePeer(Text text) throws IOException {
        return Text.JACKSON.writeValueAsBytes(text.peersDocument);
    }
}
