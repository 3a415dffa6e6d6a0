package dev.holdfast.linear;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.holdfast.spi.Content;
import java.util.Optional;

/** The stand-in's file store: takes a file at its signed address with the headers that were asked for. */
record FileCalls(Workspace workspace) {

    Reply upload(HttpExchange exchange, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        String size = body.length + "," + body.length;
        boolean asAgreed = "signature=s3cr3t".equals(exchange.getRequestURI().getQuery())
                && size.equals(headers.getFirst("x-goog-content-length-range"))
                && headers.containsKey("Content-Type")
                && headers.containsKey("Cache-Control")
                && !headers.containsKey("Authorization");
        if (!asAgreed) {
            return Reply.text(403, "SignatureDoesNotMatch");
        }
        workspace.files.put(id(exchange), Content.of(body));
        return Reply.text(200, "");
    }

    Reply download(HttpExchange exchange) {
        return Optional.ofNullable(workspace.files.get(id(exchange)))
                .map(bytes -> new Reply(200, "application/octet-stream", bytes))
                .orElseGet(() -> Reply.text(404, "Not found"));
    }

    private static String id(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
