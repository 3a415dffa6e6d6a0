package dev.holdfast.lambda;

import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One method at one address.
 *
 * @param template as in openapi.yaml, with a trailing slash; requests may leave that out
 * @param scope what the token must allow; null for an address that needs no token
 * @param query the parameters it takes
 * @param body what it takes as a body
 */
record Route(String method, String template, @Nullable Scope scope, Set<String> query, Body body, Handler handler) {
    /** Runs the operation and encodes what it answers. */
    interface Handler {
        Reply handle(Call call, Matched request);
    }

    /** The values of the template's variables, or empty when {@code path} is another address. */
    Optional<Map<String, String>> match(String path) {
        List<String> wanted = segments(template);
        List<String> given = segments(path);
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("{")) {
                values.put(segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** How many segments are fixed: of two addresses that match, the more exact one is meant. */
    long exactness() {
        return segments(template).stream().filter(s -> !s.startsWith("{")).count();
    }

    private static List<String> segments(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(trimmed.split("/", -1));
    }
}
