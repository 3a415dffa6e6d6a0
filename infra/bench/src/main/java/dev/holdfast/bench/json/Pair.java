package dev.holdfast.bench.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flipkart.zjsonpatch.JsonDiff;
import com.flipkart.zjsonpatch.JsonPatch;
import dev.holdfast.json.Diff;
import dev.holdfast.json.Patch;
import dev.holdfast.json.StrictJson;
import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A document before and after its changes, as each library reads it, and the patch that both apply. */
@State(Scope.Benchmark)
public class Pair {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Param
    Scenario scenario = Scenario.FEW_1K;

    JsonNode before = JACKSON.nullNode();
    JsonNode after = JACKSON.nullNode();
    JsonNode changedElsewhere = JACKSON.nullNode();
    JsonNode patch = JACKSON.nullNode();

    int bytes;

    JsonNode peersBefore = JACKSON.nullNode();
    JsonNode peersAfter = JACKSON.nullNode();
    JsonNode peersPatch = JACKSON.nullNode();

    /** Reads the documents and makes sure that both libraries do what is asked before they are measured. */
    @Setup
    public void read() throws IOException {
        byte[] text = StrictJson.write(scenario.before());
        bytes = text.length;
        byte[] changed = StrictJson.write(scenario.after());
        before = StrictJson.parse(text);
        after = StrictJson.parse(changed);
        changedElsewhere = StrictJson.parse(StrictJson.write(scenario.changedElsewhere()));
        peersBefore = JACKSON.readTree(text);
        peersAfter = JACKSON.readTree(changed);
        byte[] patchText = StrictJson.write(Diff.between(before, after).toJson());
        patch = StrictJson.parse(patchText);
        peersPatch = JACKSON.readTree(patchText);
        check(Patch.parse(patch).apply(before).toString().equals(after.toString()));
        check(JsonPatch.apply(peersPatch, peersBefore).equals(peersAfter));
        check(JsonPatch.apply(JsonDiff.asJson(peersBefore, peersAfter), peersBefore)
                .equals(peersAfter));
    }

    private void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("a patch for " + scenario + " does not make what it should");
        }
    }
}
