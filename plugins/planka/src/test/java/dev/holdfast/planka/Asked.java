package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.holdfast.spi.Content;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A call that came to the stand-in. */
record Asked(String method, String path, Map<String, String> query, Map<String, String> headers, Content body) {

    static Asked of(HttpExchange exchange) throws IOException {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] sides = part.split("=", 2);
            query.put(sides[0], URLDecoder.decode(sides.length < 2 ? "" : sides[1], StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query,
                headers,
                Content.of(exchange.getRequestBody().readAllBytes()));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The body; one that is no JSON is answered with 400 and no body at all. */
    ObjectNode json() {
        try {
            if (header("content-type").filter("application/json"::equals).isPresent()
                    && Reply.MAPPER.readTree(body.bytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Told below.
        }
        throw new Refused(new Reply(400, Map.of(), Content.EMPTY));
    }
}
