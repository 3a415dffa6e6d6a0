package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What the stand-in answers. */
record Reply(int status, Map<String, String> headers, Content body) {

    static final ObjectMapper MAPPER = new ObjectMapper();

    static Reply json(int status, String exit, JsonNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8", "X-Exit", exit, "ETag", etag(bytes)),
                Content.of(bytes));
    }

    static Reply item(JsonNode item) {
        ObjectNode body = MAPPER.createObjectNode();
        body.set("item", item.deepCopy());
        return json(200, "success", body);
    }

    static Reply text(int status, String text) {
        return new Reply(status, Map.of("Content-Type", "text/plain; charset=utf-8"), Content.of(text));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    /** 304 in place of what the client has already. */
    Reply unless(String etag) {
        return status == 200 && etag.equals(headers.get("ETag"))
                ? new Reply(304, Map.of("ETag", etag, "X-Exit", "success"), Content.EMPTY)
                : this;
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(bytes);
            return "W/\"%x-%s\""
                    .formatted(
                            bytes.length, Base64.getEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
