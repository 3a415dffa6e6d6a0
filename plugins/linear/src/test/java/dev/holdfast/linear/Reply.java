package dev.holdfast.linear;

import com.sun.net.httpserver.HttpExchange;
import dev.holdfast.spi.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** An answer of the stand-in. */
record Reply(int status, String type, Content body, Map<String, String> headers) {

    Reply(int status, String type, Content body) {
        this(status, type, body, Map.of());
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain", Content.of(text));
    }

    static Reply error(int status, String type, String code) {
        String body = """
                {"errors":[{"message":"It failed at https://api.example/secret","extensions":{"type":"%s",\
                "code":"%s","statusCode":%d,"userError":false,"userPresentableMessage":"It failed"}}],"data":null}
                """.formatted(type, code, status);
        return new Reply(status, "application/json", Content.of(body));
    }

    static Reply unauthorized() {
        return error(401, "authentication error", "AUTHENTICATION_ERROR");
    }

    Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, more);
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body.bytes());
        }
    }
}
