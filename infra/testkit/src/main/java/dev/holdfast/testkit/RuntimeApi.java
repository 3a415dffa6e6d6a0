package dev.holdfast.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda Runtime API, version 2018-06-01, for one runtime process, on loopback. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    private record Invocation(String id, String event, CompletableFuture<InvocationResult> result) {}

    private final Duration deadline;
    private final HttpServer server;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<String>> initialised = new CompletableFuture<>();
    private volatile Optional<InvocationResult> exit = Optional.empty();

    private RuntimeApi(Duration deadline) throws IOException {
        this.deadline = deadline;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(exchanges);
        server.createContext(ROOT, this::handle);
        server.start();
    }

    static RuntimeApi start(Duration deadline) {
        try {
            return new RuntimeApi(deadline);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Completes when the runtime asks for its first invocation, then empty, or reports that it cannot, with why. */
    CompletableFuture<Optional<String>> initialised() {
        return initialised;
    }

    CompletableFuture<InvocationResult> invoke(String event) {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        running.put(invocation.id(), invocation);
        exit.ifPresent(invocation.result()::complete);
        waiting.add(invocation);
        return invocation.result();
    }

    /** The process is gone: nothing it was to answer will be. */
    void exited(int status) {
        String reason = "Runtime exited with status " + status;
        InvocationResult failed = new InvocationResult.Failed("Runtime.ExitError", reason, "{}");
        exit = Optional.of(failed);
        initialised.complete(Optional.of(reason));
        running.values().forEach(invocation -> invocation.result().complete(failed));
    }

    @Override
    public void close() {
        exchanges.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path =
                    exchange.getRequestURI().getPath().substring(ROOT.length()).split("/");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (String.join("/", path)) {
                case "invocation/next" -> sendNext(exchange);
                case "init/error" -> {
                    initialised.complete(Optional.of(body));
                    send(exchange, 202, "{\"status\":\"OK\"}");
                }
                default -> finish(exchange, path, body);
            }
        }
    }

    private void sendNext(HttpExchange exchange) throws IOException {
        initialised.complete(Optional.empty());
        Invocation next;
        try {
            next = waiting.take();
        } catch (InterruptedException closing) {
            return;
        }
        Map.of(
                        "Content-Type", "application/json",
                        "Lambda-Runtime-Aws-Request-Id", next.id(),
                        "Lambda-Runtime-Deadline-Ms",
                                Long.toString(Instant.now().plus(deadline).toEpochMilli()),
                        "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:local",
                        "Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0")
                .forEach(exchange.getResponseHeaders()::set);
        send(exchange, 200, next.event());
    }

    /** {@code invocation/ID/response} or {@code invocation/ID/error}. */
    private void finish(HttpExchange exchange, String[] path, String body) throws IOException {
        Invocation invocation = path.length == 3 ? running.remove(path[1]) : null;
        if (invocation == null) {
            send(exchange, 404, "{\"errorType\":\"UnknownRequest\"}");
            return;
        }
        send(exchange, 202, "{\"status\":\"OK\"}");
        boolean succeeded = path[2].equals("response");
        invocation
                .result()
                .complete(succeeded ? new InvocationResult.Succeeded(body) : InvocationResult.Failed.of(body));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
