package dev.holdfast.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Claims as the log keeps them: short names, since every grant is billed by its length. */
final class ClaimJson {
    private static final String ID = "i";
    private static final String SESSION = "s";
    private static final String TARGET = "t";
    private static final String SHARED = "r";
    private static final String TOKEN = "n";
    private static final String UNTIL = "u";
    private static final String INTENT = "w";

    private ClaimJson() {}

    static ObjectNode write(Claim claim) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(ID, claim.id())
                .put(SESSION, claim.sessionId())
                .put(TOKEN, claim.token())
                .put(UNTIL, claim.leaseUntil().toEpochMilli());
        json.set(TARGET, TargetJson.write(claim.target()));
        if (claim.mode() == ClaimMode.SHARED) {
            json.put(SHARED, true);
        }
        if (claim.intent() != null) {
            json.put(INTENT, claim.intent());
        }
        return json;
    }

    static Claim read(JsonNode json) {
        return new Claim(
                json.path(ID).textValue(),
                json.path(SESSION).textValue(),
                TargetJson.read(json.path(TARGET)),
                json.has(SHARED) ? ClaimMode.SHARED : ClaimMode.EXCLUSIVE,
                json.path(TOKEN).longValue(),
                Instant.ofEpochMilli(json.path(UNTIL).longValue()),
                json.path(INTENT).textValue());
    }
}
