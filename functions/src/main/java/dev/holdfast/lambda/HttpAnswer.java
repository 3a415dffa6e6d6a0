package dev.holdfast.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Encodes answers as API Gateway takes them. */
final class HttpAnswer {
    /**
     * Lambda's limit is 6 MB, after escaping; above this an answer goes out in base64, which adds a third and no more,
     * and compressed to whom takes that.
     */
    private static final int LARGE = 1024 * 1024;

    private final boolean takesGzip;
    private final boolean withoutBody;
    private final String requestId;

    HttpAnswer(APIGatewayV2HTTPEvent event, String requestId) {
        String accepted = header(event, "accept-encoding");
        this.takesGzip = accepted.contains("gzip") && !accepted.contains("gzip;q=0");
        this.withoutBody = Request.method(event).equals("HEAD");
        this.requestId = requestId;
    }

    private static String header(APIGatewayV2HTTPEvent event, String name) {
        Map<String, String> headers = Objects.requireNonNullElse(event.getHeaders(), Map.of());
        return Objects.requireNonNullElse(headers.get(name), "").toLowerCase(Locale.ROOT);
    }

    APIGatewayV2HTTPResponse of(Reply reply) {
        String type = reply.headers().getOrDefault("Content-Type", "application/json");
        return encode(reply.status(), type, reply.body(), reply.headers());
    }

    APIGatewayV2HTTPResponse of(Refusal refusal) {
        Map<String, String> headers = new TreeMap<>();
        Object retryAfter = refusal.facts().get("retry_after");
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter.toString());
        }
        if (refusal.facts().get("allowed_methods") instanceof List<?> methods) {
            headers.put("Allow", methods.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        if (refusal.reason() == Reason.UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Bearer realm=\"holdfast\"");
        }
        if (refusal.reason() == Reason.INSUFFICIENT_SCOPE) {
            headers.put(
                    "WWW-Authenticate",
                    "Bearer realm=\"holdfast\", error=\"insufficient_scope\", scope=\""
                            + refusal.facts().get("required_scope") + "\"");
        }
        return encode(refusal.reason().status(), "application/problem+json", Problems.problem(refusal), headers);
    }

    private APIGatewayV2HTTPResponse encode(int status, String type, JsonNode body, Map<String, String> more) {
        byte[] json = type.equals(Body.NDJSON) ? lines(body) : StrictJson.write(body);
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Request-Id", requestId);
        boolean empty = withoutBody || status == 304;
        boolean large = !empty && json.length > LARGE;
        boolean compress = large && takesGzip;
        if (compress) {
            headers.put("Content-Encoding", "gzip");
            headers.put("Vary", "Accept-Encoding");
        }
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withIsBase64Encoded(large)
                .withBody(
                        empty
                                ? ""
                                : large
                                        ? Base64.getEncoder().encodeToString(compress ? gzip(json) : json)
                                        : new String(json, StandardCharsets.UTF_8))
                .build();
    }

    private static byte[] lines(JsonNode items) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JsonNode item : items) {
            lines.writeBytes(StrictJson.write(item));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
