package dev.holdfast.linear;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.Fault;
import dev.holdfast.kit.Faults;
import dev.holdfast.spi.Content;
import graphql.ExecutionResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Linear on this machine: its API, its file store and its ways to fail. */
final class StandIn implements AutoCloseable {

    static final String KEY = "lin_api_standin";
    static final String TOKEN = "oauth-standin";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Workspace workspace = new Workspace();
    final Misbehaviour misbehaviour = new Misbehaviour();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Api api;

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api = new Api(workspace, new Mutations(workspace, origin()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> misbehaviour.around(exchange, this::answer));
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI graphql() {
        return URI.create(origin() + "/graphql");
    }

    /** Makes the stand-in misbehave until that is closed; then also runs this. */
    Optional<Faults.Injected> inject(Fault fault, Runnable after) {
        misbehaviour.begin(fault);
        return Optional.of(() -> {
            misbehaviour.end();
            after.run();
        });
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String call = exchange.getRequestMethod() + " " + path.replaceAll("/(upload|files)/.*", "/$1");
        return switch (call) {
            case "POST /graphql" -> isKnown(exchange) ? graphql(exchange, body) : Reply.unauthorized();
            case "PUT /upload" -> new FileCalls(workspace).upload(exchange, body);
            case "GET /files" ->
                isKnown(exchange) ? new FileCalls(workspace).download(exchange) : Reply.text(401, "Unauthorized");
            default -> Reply.text(404, "Cannot " + call);
        };
    }

    private Reply graphql(HttpExchange exchange, byte[] body) throws IOException {
        JsonNode request = JSON.readTree(body);
        Map<String, Object> members = JSON.convertValue(request, new TypeReference<>() {});
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                || !members.keySet().equals(Set.of("query", "variables"))) {
            return Reply.text(400, "The call is no GraphQL");
        }
        misbehaviour.before(request.path("query").asText()).run();
        Map<String, Object> variables = JSON.convertValue(request.path("variables"), new TypeReference<>() {});
        ExecutionResult result = api.execute(request.path("query").asText(), variables);
        boolean understood = result.isDataPresent();
        return new Reply(
                        understood ? 200 : 400,
                        "application/json",
                        Content.of(JSON.writeValueAsBytes(result.toSpecification())))
                .with("x-complexity", "1")
                .with("x-ratelimit-requests-remaining", "4999");
    }

    /** Personal keys come as they are, tokens with their scheme. */
    private static boolean isKnown(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return KEY.equals(given) || ("Bearer " + TOKEN).equals(given);
    }

    @Override
    public void close() {
        misbehaviour.end();
        server.stop(0);
        threads.shutdownNow();
    }
}
