package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as Planka 2.1 was recorded to, and that refuses what the provider should not ask. */
final class StandIn implements AutoCloseable {

    static final String KEY = "Kd83jfLw_key-of-the-bot";
    static final String PASSWORD = "s3cret pass";

    private final HttpServer server;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Object lock = new Object();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    final World world = new World();
    final StandInFaults faults = new StandInFaults();
    final AccountRoutes accounts = new AccountRoutes(world);
    final BoardRoutes boards = new BoardRoutes(world);
    final ObjectNode bot;
    final ObjectNode project;
    private final Routes routes = new Routes();

    /** A call and the status that it was answered with. */
    record Heard(Asked asked, int status) {}

    StandIn() {
        accounts.add(routes);
        boards.add(routes);
        new CardRoutes(world).add(routes);
        new ChecklistRoutes(world).add(routes);
        new TalkRoutes(world).add(routes);
        new FileRoutes(world).add(routes);
        bot = user("bot");
        bot.put("apiKey", KEY);
        project = world.insert("projects", World.object().put("name", "Compiler"));
        ObjectNode _ = world.insert(
                "projectManagers",
                World.object()
                        .put("projectId", project.path("id").textValue())
                        .put("userId", bot.path("id").textValue()));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(calls);
        server.createContext("/", this::handle);
        server.start();
    }

    ObjectNode user(String username) {
        return world.insert(
                "users",
                World.object()
                        .put("username", username)
                        .put("name", "Name of " + username)
                        .put("password", PASSWORD));
    }

    URI base() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** Does this while no call is answered. */
    void change(Runnable action) {
        synchronized (lock) {
            action.run();
        }
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    void forget() {
        heard.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = Asked.of(exchange);
            Optional<Reply> reply = faults.answer(asked, () -> answer(asked));
            heard.add(new Heard(asked, reply.map(Reply::status).orElse(0)));
            if (reply.isPresent()) {
                send(exchange, asked, reply.get());
            }
        }
    }

    private static void send(HttpExchange exchange, Asked asked, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (asked.method().equals("HEAD")) {
            exchange.getResponseHeaders()
                    .set("Content-Length", String.valueOf(reply.body().size()));
        }
        boolean empty = asked.method().equals("HEAD") || reply.body().size() == 0;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().size());
        if (!empty) {
            exchange.getResponseBody().write(reply.body().bytes());
        }
    }

    private Reply answer(Asked asked) {
        try {
            synchronized (lock) {
                Routes.Match match = routes.find(asked);
                ObjectNode user = match.route().forAnybody() ? World.object() : user(asked);
                Reply reply = match.route().handler().answer(asked, new Rights(world, user), match.ids());
                return asked.header("if-none-match").map(reply::unless).orElse(reply);
            }
        } catch (Refused refused) {
            return refused.reply();
        } catch (RuntimeException e) {
            mistakes.add(asked.method() + " " + asked.path() + ": " + e);
            return Reply.text(500, "Internal Server Error");
        }
    }

    private ObjectNode user(Asked asked) {
        boolean file = asked.path().startsWith("/attachments/");
        Optional<String> key = asked.header("x-api-key");
        Optional<String> token = asked.header("authorization").map(it -> it.replaceFirst("^Bearer ", ""));
        Optional<String> cookie = asked.header("cookie").map(it -> it.replaceFirst("^accessToken=", ""));
        if (key.isPresent() && (token.isPresent() || cookie.isPresent())) {
            throw new Mistake("A key and something beside it");
        }
        if (key.isPresent()) {
            return world.where("users", "apiKey", key.get()).stream()
                    .findFirst()
                    .orElseThrow(Refused::unauthorized);
        }
        return (file ? cookie : token)
                .flatMap(it -> world.where("sessions", "token", it).stream().findFirst())
                .map(session -> world.require("users", session.path("userId").textValue(), "user"))
                .orElseThrow(Refused::unauthorized);
    }

    @Override
    public void close() {
        faults.close();
        server.stop(0);
        calls.shutdownNow();
    }
}
