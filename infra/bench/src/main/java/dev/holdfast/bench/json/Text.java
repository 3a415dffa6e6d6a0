package dev.holdfast.bench.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.json.StrictJson;
import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A document as text and as tree. */
@State(Scope.Benchmark)
public class Text {
    static final ObjectMapper JACKSON = new ObjectMapper();

    @Param({"FEW_1K", "FEW_100K", "FEW_1M", "ARRAY_1M"})
    Scenario scenario = Scenario.FEW_1K;

    byte[] utf8 = {};
    JsonNode document = JACKSON.nullNode();
    JsonNode peersDocument = JACKSON.nullNode();

    @Setup
    public void read() throws IOException {
        utf8 = StrictJson.write(scenario.before());
        document = StrictJson.parse(utf8);
        peersDocument = JACKSON.readTree(utf8);
    }
}
