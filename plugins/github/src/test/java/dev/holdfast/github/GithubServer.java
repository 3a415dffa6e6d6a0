package dev.holdfast.github;

import com.fasterxml.jackson.core.type.TypeReference;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A GitHub on this machine with one repository. What GitHub does not document, it refuses and remembers. */
final class GithubServer implements AutoCloseable {

    static final int LIMIT = 5000;

    final ManualClock clock = new ManualClock();
    final World world = new World(clock);
    final Misbehaviour faults = new Misbehaviour(clock);

    /** Calls that the provider must never make. */
    final List<String> violations = new CopyOnWriteArrayList<>();

    final List<Call> calls = new CopyOnWriteArrayList<>();

    private final RestApi rest = new RestApi(world);
    private final GraphApi graph;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    final AtomicInteger restLeft = new AtomicInteger(LIMIT);
    final AtomicInteger graphLeft = new AtomicInteger(LIMIT);

    GithubServer() {
        this(UnaryOperator.identity());
    }

    /** @param release what a release of Enterprise Server makes of the schema */
    GithubServer(UnaryOperator<String> release) {
        Views views = new Views(world);
        graph = new GraphApi(release, views.query(), new Mutations(world, views).mutation());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The root of the REST API, as on GitHub Enterprise Server. */
    URI base() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/api/v3");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            URI uri = exchange.getRequestURI();
            Call call = new Call(
                    exchange.getRequestMethod(),
                    uri.getRawPath().replaceFirst("^/api/v3", ""),
                    uri.getRawQuery() == null ? Map.of() : Call.query(uri.getRawQuery()),
                    headers,
                    Reply.tree(exchange.getRequestBody().readAllBytes()));
            calls.add(call);
            Optional<Fault> fault = faults.fault();
            if (fault.filter(Fault.OUTAGE::equals).isPresent()) {
                return;
            }
            if (fault.filter(Fault.SLOW_REPLY::equals).isPresent()) {
                faults.await();
                return;
            }
            faults.happen(call);
            Reply reply = reply(call, fault);
            if (!faults.loses(call)) {
                send(exchange, reply);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(Call call, Optional<Fault> fault) {
        if (fault.filter(Fault.RATE_LIMIT::equals).isPresent()) {
            return Reply.error(403, "You have exceeded a secondary rate limit. Please wait a few minutes.")
                    .with("Retry-After", Long.toString(Fault.RETRY_AFTER.toSeconds()));
        }
        boolean known = ("Bearer " + World.TOKEN).equals(call.headers().get("authorization"));
        if (fault.filter(Fault.BAD_CREDENTIALS::equals).isPresent() || !known) {
            return Reply.error(401, "Bad credentials");
        }
        try {
            require(call);
            Reply reply = counted(call, answer(call));
            return fault.filter(Fault.OVERSIZED_REPLY::equals).isPresent() ? oversized(reply) : reply;
        } catch (Refusal e) {
            if (e.status == 400) {
                violations.add(String.valueOf(e.getMessage()));
            }
            return Reply.error(e.status, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            violations.add(call + ": " + e);
            return Reply.error(500, "Server Error");
        }
    }

    private static void require(Call call) {
        Map<String, String> headers = call.headers();
        boolean accepts = headers.getOrDefault("accept", "").startsWith("application/vnd.github");
        boolean versioned = Api.VERSION.equals(headers.get("x-github-api-version"));
        boolean json = call.body().isMissingNode()
                || headers.getOrDefault("content-type", "").startsWith("application/json");
        if (!accepts
                || !versioned
                || !json
                || headers.getOrDefault("user-agent", "").isBlank()) {
            throw Refusal.unknown("The headers of " + call);
        }
    }

    private Reply answer(Call call) {
        if (!call.isGraph()) {
            synchronized (world) {
                return rest.answer(call);
            }
        }
        if (!call.method().equals("POST") || !call.path().equals("/api/graphql")) {
            throw Refusal.unknown(call.toString());
        }
        Map<String, Object> variables = Reply.MAPPER.convertValue(
                call.body("query", "variables").path("variables"), new TypeReference<Map<String, Object>>() {});
        synchronized (world) {
            Map<String, Object> body = graph.answer(call.text("query"), variables);
            String text = body.toString();
            if (text.contains("extensions={code") || text.contains("type=INTERNAL") || text.contains("type=UNKNOWN")) {
                violations.add(String.valueOf(body.get("errors")));
            }
            return Reply.json(200, body);
        }
    }

    /** Counts a call, unless the caller has what it asks for already. */
    private Reply counted(Call call, Reply reply) {
        if (call.isGraph()) {
            return limits(reply, graphLeft.decrementAndGet(), "graphql");
        }
        if (!call.method().equals("GET")) {
            return limits(reply, restLeft.decrementAndGet(), "core");
        }
        String tag = "W/\"" + Sha.of(reply.body()) + "\"";
        if (tag.equals(call.headers().get("if-none-match"))) {
            return limits(Reply.none(304), restLeft.get(), "core").with("ETag", tag);
        }
        return limits(reply, restLeft.decrementAndGet(), "core").with("ETag", tag);
    }

    private Reply limits(Reply reply, int left, String resource) {
        return reply.with("X-RateLimit-Limit", Integer.toString(LIMIT))
                .with("X-RateLimit-Remaining", Integer.toString(left))
                .with("X-RateLimit-Reset", Long.toString(clock.instant().getEpochSecond() + 600))
                .with("X-RateLimit-Resource", resource);
    }

    private static Reply oversized(Reply reply) {
        String padding = " ".repeat(12 * 1024 * 1024);
        byte[] start = padding.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(start, start.length + reply.body().length);
        System.arraycopy(reply.body(), 0, whole, start.length, reply.body().length);
        return new Reply(reply.status(), reply.headers(), whole);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
        if (!empty) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(reply.body());
            }
        }
    }

    @Override
    public void close() {
        faults.release();
        server.stop(0);
        threads.shutdownNow();
    }
}
