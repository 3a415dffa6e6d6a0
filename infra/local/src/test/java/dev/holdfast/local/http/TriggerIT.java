package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.local.LocalProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Triggers and the queue over HTTP, with a receiver on this machine; each test is a tenant of its own. */
class TriggerIT {
    private static LocalProcess process;

    private final BlockingQueue<JsonNode> got = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private HttpServer receiver;
    private Client client;
    private StoreCalls stores;
    private String tenant;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet", "--instances", "2");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void connect() throws IOException {
        tenant = uuid();
        client = client(tenant, "projects:write", "state:read", "state:write", "triggers:write", "queue:admin");
        stores = StoreCalls.register(client);
        client.send(stores.save("plan", "{\"n\": 0}")).expect(201);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ObjectMapper json = new ObjectMapper();
        receiver.createContext("/", exchange -> {
            got.add(json.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        client.close();
        receiver.stop(0);
    }

    private static Client client(String tenant, String... scopes) {
        return new Client(process.baseUri(), process.token(tenant, scopes));
    }

    private String triggers() {
        return PROJECTS + stores.project() + "/triggers/";
    }

    private Answer create(String path) {
        return client.send(Call.post(triggers(), "{\"path\": \"" + path + "\", \"url\": \"" + url() + "\"}"));
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    private JsonNode delivery() throws InterruptedException {
        JsonNode delivery = got.poll(120, TimeUnit.SECONDS);
        assertNotNull(delivery, "nothing was delivered");
        return delivery;
    }

    @Test
    void a_change_reaches_the_receiver_without_waiting_for_the_schedule() throws InterruptedException {
        Answer created = create("/plan/n").expect(201);
        assertTrue(created.text("secret").startsWith("whsec_"));
        assertEquals("active", created.text("status"));
        client.send(stores.patch("plan", "{\"n\": 1}")).expect(200);
        JsonNode delivery = delivery();
        assertEquals(1, delivery.path("new").intValue());
        assertEquals(created.text("id"), delivery.path("trigger").textValue());
        JsonNode listed = client.send(Call.get(triggers())).expect(200).json();
        assertEquals(1, listed.path("items").size());
        assertFalse(listed.toString().contains("whsec_"));
        String one = triggers() + created.text("id") + "/";
        assertEquals("/plan/n", client.send(Call.get(one)).expect(200).text("path"));
        client.send(Call.post(one + "resume/")).expect(200);
        client.send(Call.delete(one)).expect(200);
        client.send(Call.get(one)).expect(404, "TRIGGER_NOT_FOUND");
        client.send(Call.delete(one)).expect(404, "TRIGGER_NOT_FOUND");
    }

    @Test
    void what_a_receiver_refuses_is_a_dead_letter_that_its_admin_sees_and_redrives() throws InterruptedException {
        status = 404;
        create("/plan/n").expect(201);
        client.send(stores.patch("plan", "{\"n\": 1}")).expect(200);
        delivery();
        JsonNode letter = awaitDeadLetter();
        String one = "/api/v1/queue/dead-letters/" + letter.path("id").textValue() + "/";
        JsonNode whole = client.send(Call.get(one)).expect(200).json();
        assertEquals("The receiver answered 404.", whole.path("cause").textValue());
        assertEquals(1, whole.path("history").size());
        assertEquals(1, whole.at("/payload/body/new").intValue());
        try (Client other = client(uuid(), "queue:admin")) {
            other.send(Call.get(one)).expect(404, "DEAD_LETTER_NOT_FOUND");
            other.send(Call.post(one + "redrive/")).expect(404, "DEAD_LETTER_NOT_FOUND");
            assertEquals(
                    0,
                    other.send(Call.get("/api/v1/queue/"))
                            .expect(200)
                            .json()
                            .path("dead")
                            .intValue());
        }
        status = 200;
        client.send(Call.post(one + "redrive/")).expect(202);
        assertEquals(1, delivery().path("new").intValue());
        assertEquals(
                0,
                client.send(Call.post("/api/v1/queue/dead-letters/redrive/?kind=webhook"))
                        .expect(202)
                        .json()
                        .path("redriven")
                        .intValue());
    }

    /** Asks until it is there: the receiver answers before the queue has written what became of it. */
    private JsonNode awaitDeadLetter() {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            JsonNode letters = client.send(Call.get("/api/v1/queue/dead-letters/"))
                    .expect(200)
                    .json();
            if (!letters.path("items").isEmpty()) {
                assertEquals(
                        1,
                        client.send(Call.get("/api/v1/queue/"))
                                .expect(200)
                                .json()
                                .path("dead")
                                .intValue());
                return letters.path("items").get(0);
            }
        }
        throw new AssertionError("no dead letter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'path': '/plan/n'} | 400 | INVALID_INPUT",
                "{'path': '/plan/n', 'url': 'https://10.0.0.1/'} | 422 | URL_NOT_ALLOWED",
                "{'path': '/plan/n', 'url': 'https://169.254.169.254/latest/'} | 422 | URL_NOT_ALLOWED",
                "{'path': '/plan/n', 'url': 'ftp://example.com/'} | 422 | URL_NOT_ALLOWED",
                "{'path': '/plan/n', 'url': 'http://example.com/', 'events': ['a']} | 400 | INVALID_INPUT",
                "{'url': 'https://example.com/'} | 400 | INVALID_INPUT",
                "{'events': ['UPPER'], 'url': 'https://example.com/'} | 400 | INVALID_INPUT",
                "{'path': 'plan', 'url': 'https://example.com/'} | 400 | INVALID_INPUT",
                "{'path': '/plan/~3', 'url': 'https://example.com/'} | 400 | INVALID_INPUT",
                "{'path': '/none/n', 'url': 'https://example.com/'} | 404 | STORE_NOT_FOUND",
                "{'path': '/plan/n', 'url': 'https://example.com/', 'secret': 'short'} | 400 | INVALID_INPUT",
                "{'path': '/plan/n', 'url': 'https://example.com/', 'x': 1} | 400 | INVALID_INPUT",
            })
    void bad_input_is_refused(String body, int expected, String error) {
        client.send(Call.post(triggers(), body.replace('\'', '"'))).expect(expected, error);
        assertEquals(
                0,
                client.send(Call.get(triggers()))
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void a_seventeenth_trigger_of_one_store_is_refused() {
        for (int i = 0; i < 16; i++) {
            create("/plan/p" + i).expect(201);
        }
        create("/plan/more").expect(422, "TOO_MANY_TRIGGERS");
        assertEquals(
                16,
                client.send(Call.get(triggers()))
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void scopes_and_tenants_are_kept_apart() {
        String id = create("/plan/n").expect(201).text("id");
        try (Client reader = client(tenant, "state:read", "projects:read")) {
            reader.send(Call.get(triggers())).expect(403, "INSUFFICIENT_SCOPE");
            reader.send(Call.get("/api/v1/queue/")).expect(403, "INSUFFICIENT_SCOPE");
        }
        try (Client other = client(uuid(), "triggers:write")) {
            other.send(Call.get(triggers() + id + "/")).expect(404, "PROJECT_NOT_FOUND");
            other.send(Call.delete(triggers() + id + "/")).expect(404, "PROJECT_NOT_FOUND");
        }
    }

    @Test
    void a_repeated_creation_answers_with_the_same_trigger_and_secret() {
        Call creation = Call.post(triggers(), "{\"path\": \"/plan/n\", \"url\": \"" + url() + "\"}")
                .keyed("once");
        Answer first = client.send(creation).expect(201);
        Answer again = client.send(creation).expect(201);
        assertEquals(first.text("id"), again.text("id"));
        assertEquals(first.text("secret"), again.text("secret"));
    }
}
