package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A call as the stand-in received it.
 *
 * @param path as it was sent
 * @param headers by names in lower case
 * @param body a missing node for none
 */
record Call(String method, String path, Map<String, String> query, Map<String, String> headers, JsonNode body) {

    static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            query.put(decoded(sides[0]), sides.length > 1 ? decoded(sides[1]) : "");
        }
        return query;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    boolean isGraph() {
        return path.endsWith("/graphql");
    }

    boolean isWrite() {
        return isGraph() ? body.path("query").asText().startsWith("mutation") : !method.equals("GET");
    }

    /** Refuses parameters that GitHub does not document for the call. */
    Call taking(String... parameters) {
        Set<String> known = Set.of(parameters);
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.unknown("The parameter " + name + " of " + this);
                });
        return this;
    }

    /** Refuses members that GitHub does not document for the call's body. */
    JsonNode body(String... members) {
        Set<String> known = Set.of(members);
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Refusal.unknown("The member " + name + " of " + this);
            }
        });
        return body;
    }

    String text(String member) {
        if (!body.path(member).isTextual()) {
            throw Refusal.rest(422, "Invalid request. \"" + member + "\" wasn't supplied.");
        }
        return body.path(member).asText();
    }

    int number(String parameter, int usual, int most) {
        int number = Integer.parseInt(query.getOrDefault(parameter, Integer.toString(usual)));
        return Math.min(number, most);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
