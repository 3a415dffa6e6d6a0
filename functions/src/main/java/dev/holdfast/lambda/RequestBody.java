package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The body of a request, within its limits before anything is made of it. */
final class RequestBody {
    static final int MOST_BYTES = 1024 * 1024;
    static final int MOST_INFLATED_BYTES = 4 * 1024 * 1024;

    private RequestBody() {}

    /** The body as it was meant: decoded from base64 and inflated. Empty when there is none. */
    static byte[] bytes(Request request, Body form) {
        byte[] sent = sent(request);
        String encoding = request.header("content-encoding")
                .map(e -> e.strip().toLowerCase(Locale.ROOT))
                .orElse("identity");
        return switch (encoding) {
            case "identity", "" -> limited(sent, form.mostBytes(), form);
            case "gzip", "x-gzip" -> inflate(sent, form);
            default ->
                throw new Refusal(
                        Reason.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body as it is, or with Content-Encoding: gzip.",
                        Map.of("content_encodings", List.of("gzip", "identity")));
        };
    }

    static JsonNode json(byte[] body, Body form) {
        if (form == Body.LINES) {
            return lines(body);
        }
        if (form == Body.RAW) {
            return BinaryNode.valueOf(body);
        }
        return form.hasDocument()
                ? StrictJson.parseEnvelope(body, MOST_INFLATED_BYTES)
                : StrictJson.parse(body, MOST_INFLATED_BYTES);
    }

    private static JsonNode lines(byte[] body) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end == body.length || body[end] == '\n') {
                byte[] line = Arrays.copyOfRange(body, start, end);
                if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                    lines.add(StrictJson.parseEnvelope(line, MOST_INFLATED_BYTES));
                }
                start = end + 1;
            }
        }
        return lines;
    }

    /**
     * The media type of the body, without parameters.
     *
     * @throws Refusal {@link Reason#UNSUPPORTED_MEDIA_TYPE} unless it is one of those of the form, in UTF-8
     */
    static String mediaType(Request request, Body form) {
        String[] type = request.header("content-type")
                .orElse(form.mediaTypes().getFirst())
                .toLowerCase(Locale.ROOT)
                .split(";", -1);
        boolean utf8 = Arrays.stream(type)
                .skip(1)
                .map(String::strip)
                .filter(p -> p.startsWith("charset="))
                .allMatch(p -> p.replace("\"", "").equals("charset=utf-8"));
        String name = type[0].strip();
        if (!form.mediaTypes().contains(name) || !utf8) {
            throw new Refusal(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "Send JSON in UTF-8 with Content-Type: " + String.join(" or ", form.mediaTypes()) + ".",
                    Map.of("media_types", form.mediaTypes()));
        }
        return name;
    }

    private static byte[] sent(Request request) {
        String body = request.event().getBody();
        if (body == null) {
            return new byte[0];
        }
        if (!request.event().getIsBase64Encoded()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Reason.MALFORMED_REQUEST, "The body is declared as base64 and is not.");
        }
    }

    private static byte[] inflate(byte[] sent, Body form) {
        limited(sent, form.mostBytes(), form);
        try (InputStream inflated = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return limited(inflated.readNBytes(MOST_INFLATED_BYTES + 1), MOST_INFLATED_BYTES, form);
        } catch (IOException malformed) {
            throw new Refusal(Reason.MALFORMED_REQUEST, "The body is declared as gzip and is not.");
        }
    }

    private static byte[] limited(byte[] body, int most, Body form) {
        if (body.length > most) {
            throw new Refusal(
                    Reason.PAYLOAD_TOO_LARGE,
                    "Send less at once, or compress the body with gzip.",
                    Map.of("limit_bytes", form.mostBytes(), "limit_inflated_bytes", MOST_INFLATED_BYTES));
        }
        return body;
    }
}
