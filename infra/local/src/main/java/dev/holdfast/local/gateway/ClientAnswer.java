package dev.holdfast.local.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What goes back to the client; the connection's own headers are left to the server. */
public record ClientAnswer(int status, List<Header> headers, Buffer body) {
    public ClientAnswer {
        headers = List.copyOf(headers);
    }

    static ClientAnswer json(int status, String body, Header... headers) {
        List<Header> all = new ArrayList<>(List.of(headers));
        all.add(new Header("content-type", "application/json"));
        return new ClientAnswer(status, all, Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    ClientAnswer with(Header header) {
        List<Header> all = new ArrayList<>(headers);
        all.add(header);
        return new ClientAnswer(status, all, body);
    }
}
