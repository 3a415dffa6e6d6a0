package dev.holdfast.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.client.input.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A registry that really keeps what it is sent: an operation (key and project) takes effect once, another one each
 * time. Faults wait in a queue; each takes one call.
 */
final class FakeRegistry implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ObjectNode> operations = new LinkedHashMap<>();
    private final Map<String, ObjectNode> projects = new LinkedHashMap<>();
    private final List<ObjectNode> effects = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    final LinkedBlockingQueue<String> arrivals = new LinkedBlockingQueue<>();

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    record Received(String path, String key, String authorization, String body) {}

    /** What goes wrong with a call. */
    sealed interface Fault {
        record Answer(int status, Map<String, String> headers, String body) implements Fault {}

        /** The connection is closed without an answer. */
        record Drop(boolean applied) implements Fault {}

        /** There is never an answer. */
        record Hang(boolean applied) implements Fault {}

        /** The call is carried out once the latch opens. */
        record Hold(CountDownLatch until) implements Fault {}

        /** In a batch, this project alone gets a problem of that status. */
        record Item(String project, int status) implements Fault {}
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    void fail(int status, String... headers) {
        fail(status, "{\"error\":\"TEST\",\"detail\":\"said the registry\"}", headers);
    }

    void fail(int status, String body, String[] headers) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Content-Type", "application/problem+json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        fail(new Fault.Answer(status, all, body));
    }

    /** Bodies of the registrations that took effect, in order. */
    List<ObjectNode> effects() {
        return List.copyOf(effects);
    }

    List<String> effectNames() {
        return effects.stream().map(it -> it.path("project_name").asText()).toList();
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        received.add(new Received(path, key, authorization, body));
        Fault fault = faults.poll();
        if (fault instanceof Fault.Hang(boolean applied) && applied) {
            outcome(path, tenant(authorization), key, body, new Fault.Item("", 0));
        }
        arrivals.add(path);
        switch (fault) {
            case null -> apply(exchange, path, key, body, new Fault.Item("", 0));
            case Fault.Item item -> apply(exchange, path, key, body, item);
            case Fault.Answer(int status, var headers, String text) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                send(exchange, status, text);
            }
            case Fault.Drop(boolean applied) -> {
                if (applied) {
                    outcome(path, tenant(authorization), key, body, new Fault.Item("", 0));
                }
                exchange.close();
            }
            case Fault.Hold(CountDownLatch until) -> {
                try {
                    until.await();
                    apply(exchange, path, key, body, new Fault.Item("", 0));
                } catch (InterruptedException closed) {
                    exchange.close();
                }
            }
            case Fault.Hang(boolean _) -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException closed) {
                    exchange.close();
                }
            }
        }
    }

    private void apply(HttpExchange exchange, String path, String key, String body, Fault.Item item)
            throws IOException {
        String tenant = tenant(exchange.getRequestHeaders().getFirst("Authorization"));
        ObjectNode answer = outcome(path, tenant, key, body, item);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, answer.path("status").asInt(200), Json.write(answer));
    }

    private synchronized ObjectNode outcome(String path, String tenant, String key, String body, Fault.Item item) {
        if (path.endsWith("/register/")) {
            return register(tenant, key, object(body));
        }
        if (path.endsWith("/sync/")) {
            ObjectNode answer = Json.object();
            ArrayNode results = answer.putArray("results");
            for (JsonNode project : object(body).path("projects")) {
                boolean fails = project.path("local_project_uuid").asText().equals(item.project());
                results.add(fails ? problem(item.status()) : register(tenant, key, (ObjectNode) project));
            }
            return answer;
        }
        String[] parts = path.split("/", -1);
        ObjectNode known = path.contains("by-local-uuid")
                ? projects.get(tenant + "/" + parts[5])
                : projects.values().stream()
                        .filter(it -> it.path("cloud_uuid").asText().equals(parts[4]))
                        .findFirst()
                        .orElse(null);
        return known == null
                ? Json.object()
                        .put("status", 404)
                        .put("error", "PROJECT_NOT_FOUND")
                        .put("detail", "Register it.")
                : known.deepCopy();
    }

    private ObjectNode register(String tenant, String key, ObjectNode body) {
        String project = body.path("local_project_uuid").asText();
        String place = tenant + "/" + project;
        return operations.computeIfAbsent(tenant + key + project, _ -> {
            effects.add(body);
            ObjectNode before = projects.get(place);
            String cloud = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                    .toString();
            ObjectNode answer = Json.object()
                    .put("cloud_uuid", cloud)
                    .put("local_project_uuid", project)
                    .put("project_name", body.path("project_name").asText())
                    .put("registration_status", "registered")
                    .put("outcome", before == null ? "created" : "updated");
            projects.put(place, answer);
            return answer;
        });
    }

    private static ObjectNode problem(int status) {
        ObjectNode result =
                Json.object().putNull("cloud_uuid").put("status", "error").put("error", "TEST");
        result.putObject("problem").put("status", status).put("error", "TEST").put("detail", "said of this item");
        return result;
    }

    private static String tenant(String authorization) {
        String claims = authorization.split("\\.", -1)[1];
        return object(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .path("tenant_id")
                .asText();
    }

    private static ObjectNode object(String text) {
        return Json.object(text.getBytes(StandardCharsets.UTF_8), "The request");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
