package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.Uuids;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.StoreName;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request at its route.
 *
 * @param path the variables of its address
 * @param mediaType of the body; empty where the route takes none
 * @param body null where the route takes none
 */
record Matched(
        Request request,
        Map<String, String> path,
        QueryString query,
        String mediaType,
        @Nullable JsonNode body) {
    UUID uuid(String variable) {
        return Uuids.parse(path.getOrDefault(variable, "")).orElseThrow(() -> Request.notUuid(variable));
    }

    Fields fields() {
        return Fields.of(json());
    }

    JsonNode json() {
        return java.util.Objects.requireNonNull(body, "a route that reads a body declares it");
    }

    @Nullable
    UUID machine() {
        return request.uuidHeader("X-Machine-UUID").orElse(null);
    }

    StoreName store() {
        return new StoreName(path.getOrDefault("store", ""));
    }

    /** {@code If-Match} or {@code If-None-Match: *}: which state a change is meant for. */
    Precondition precondition() {
        if (request.header("if-none-match").map(String::strip).orElse("").equals("*")) {
            return new Precondition.Absent();
        }
        Long seq = ifMatch();
        return seq == null ? new Precondition.Any() : new Precondition.At(seq);
    }

    /** Whether {@code If-None-Match} names this state: the caller has it already. */
    boolean has(String etag) {
        return request.header("if-none-match")
                .map(tags -> Arrays.stream(tags.split(",", -1))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*")))
                .orElse(false);
    }

    /** {@code If-Match}: the version the caller saw, in the form of our ETag; null when there is none, or any will do. */
    @Nullable
    Long ifMatch() {
        String tag = request.header("if-match").map(String::strip).orElse("*");
        if (tag.equals("*")) {
            return null;
        }
        if (!tag.matches("\"[0-9]{1,18}\"")) {
            throw new Refusal(Reason.INVALID_INPUT, "Send If-Match with the ETag as it was answered.");
        }
        return Long.valueOf(tag.substring(1, tag.length() - 1));
    }
}
