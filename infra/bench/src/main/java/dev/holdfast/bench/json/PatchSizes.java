package dev.holdfast.bench.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.JsonDiff;
import dev.holdfast.json.Diff;
import dev.holdfast.json.StrictJson;
import java.util.Locale;

/** How large the patches are that both libraries find. */
final class PatchSizes {
    private PatchSizes() {}

    static String table() {
        StringBuilder text = new StringBuilder("\n### Patch sizes\n\n");
        text.append("| document | bytes | Holdfast: operations | bytes | peer: operations | bytes |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (Scenario scenario : Scenario.values()) {
            JsonNode before = scenario.before();
            JsonNode after = scenario.after();
            JsonNode ours = Diff.between(before, after).toJson();
            JsonNode peers = JsonDiff.asJson(before, after);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,d | %,d |%n",
                    scenario.label(),
                    bytes(before),
                    ours.size(),
                    bytes(ours),
                    peers.size(),
                    bytes(peers)));
        }
        return text.toString();
    }

    private static int bytes(JsonNode value) {
        return StrictJson.write(value).length;
    }
}
