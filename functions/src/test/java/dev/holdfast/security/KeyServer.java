package dev.holdfast.security;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer's key set on loopback that counts how often it is asked. */
final class KeyServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String body = "";

    KeyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/jwks", exchange -> {
            fetches.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    /** From now on the answer to every request. */
    void answer(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /** Serves {@code body} with 200 where a redirect of {@link #answer} leads. */
    void serveElsewhere(String body) {
        server.createContext("/elsewhere", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    int fetches() {
        return fetches.get();
    }

    KeySource.Jwks location() {
        return new KeySource.Jwks(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
