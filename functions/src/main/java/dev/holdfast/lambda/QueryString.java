package dev.holdfast.lambda;

import dev.holdfast.json.Uuids;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The parameters of a query string, each given once. */
record QueryString(Map<String, String> parameters) {
    /** @throws Refusal {@link Reason#INVALID_INPUT} when it is not well-formed or names a parameter twice */
    static QueryString parse(String raw) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (parameters.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw refusal(name, "is given twice");
            }
        }
        return new QueryString(Map.copyOf(parameters));
    }

    /** A parameter that nobody reads would be a filter that silently does nothing. A tenant comes from the token alone. */
    void allow(Set<String> names) {
        for (String name : parameters.keySet()) {
            if (!names.contains(name) && !name.equals("tenant") && !name.equals("tenant_id")) {
                throw refusal(name, "is not known here");
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Optional<UUID> uuid(String name) {
        return text(name).map(text -> Uuids.parse(text).orElseThrow(() -> Request.notUuid(name)));
    }

    /** A whole number from 1 to {@code most}; {@code most} itself when absent. */
    int limit(String name, int most) {
        String text = parameters.getOrDefault(name, Integer.toString(most));
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > most) {
            throw refusal(name, "must be a whole number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    <E> Optional<E> oneOf(String name, Map<String, E> values) {
        return text(name)
                .map(text -> Optional.ofNullable(values.get(text))
                        .orElseThrow(() -> refusal(
                                name,
                                "must be one of "
                                        + String.join(
                                                ", ",
                                                values.keySet().stream()
                                                        .sorted()
                                                        .toList()))));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Reason.MALFORMED_REQUEST, "Percent-encode the query string.");
        }
    }

    private static Refusal refusal(String name, String problem) {
        return new Refusal(
                Reason.INVALID_INPUT,
                "Correct the query string.",
                Map.of("errors", List.of(Map.of("field", name, "problem", problem))));
    }
}
