package dev.holdfast.local.gateway;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests as a client of the tests sends them. */
final class Requests {
    static final Instant TIME = Instant.parse("2026-03-12T19:03:58.123Z");

    private Requests() {}

    static ClientRequest get(String target, String... headers) {
        return request("GET", target, "", headers);
    }

    /** @param headers names and values in turn */
    static ClientRequest request(String method, String target, String body, String... headers) {
        return request(method, target, Buffer.buffer(body), headers);
    }

    static ClientRequest request(String method, String target, Buffer body, String... headers) {
        List<Header> pairs = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            pairs.add(new Header(headers[i], headers[i + 1]));
        }
        return new ClientRequest(method, target, "HTTP/1.1", pairs, body, "127.0.0.1", 8080, TIME);
    }
}
