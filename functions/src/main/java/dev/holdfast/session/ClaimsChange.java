package dev.holdfast.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one entry does.
 *
 * @param standing claims as they stand from now on: granted, or renewed
 * @param freed claims that end, whole, so that those who wait can be told
 */
record ClaimsChange(List<Claim> standing, List<Freed> freed) {
    private static final String STANDING = "c";
    private static final String FREED = "f";
    private static final String CLAIM = "c";
    private static final String WHY = "y";

    enum Why {
        RELEASED,
        LAPSED,
        SESSION_ENDED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Freed(Claim claim, Why why) {}

    static ClaimsChange standing(List<Claim> claims) {
        return new ClaimsChange(claims, List.of());
    }

    static ClaimsChange freeing(List<Claim> claims, Why why) {
        return new ClaimsChange(
                List.of(), claims.stream().map(claim -> new Freed(claim, why)).toList());
    }

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!standing.isEmpty()) {
            ArrayNode claims = json.putArray(STANDING);
            standing.forEach(claim -> claims.add(ClaimJson.write(claim)));
        }
        if (!freed.isEmpty()) {
            ArrayNode ended = json.putArray(FREED);
            freed.forEach(it -> ended.addObject().put(WHY, it.why().name()).set(CLAIM, ClaimJson.write(it.claim())));
        }
        return StrictJson.write(json);
    }

    static ClaimsChange read(byte[] payload) {
        JsonNode json = StrictJson.parse(payload, Integer.MAX_VALUE);
        List<Claim> standing = new ArrayList<>();
        json.path(STANDING).forEach(claim -> standing.add(ClaimJson.read(claim)));
        List<Freed> freed = new ArrayList<>();
        json.path(FREED)
                .forEach(it -> freed.add(new Freed(
                        ClaimJson.read(it.path(CLAIM)), Why.valueOf(it.path(WHY).textValue()))));
        return new ClaimsChange(List.copyOf(standing), List.copyOf(freed));
    }
}
