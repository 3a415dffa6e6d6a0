package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.security.Keyset;
import dev.holdfast.testkit.DynamoDbLocal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalProcessIT {
    private static final String PROJECT = "6f1d8e0c-3a0c-4b36-9a55-0d5f6f6f7a01";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path parent;

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_taken_port_is_told_in_one_line_before_anything_is_started() throws IOException {
        Path data = parent.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            LocalProcess.Ended ended = LocalProcess.run("up", "--port", port, "--data", data.toString());
            assertRefused("Port " + port, ended);
        }
        assertFalse(Files.exists(data));
    }

    @Test
    void a_data_directory_that_cannot_be_written_is_told_in_one_line() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertRefused(file.toString(), LocalProcess.run("up", "--port", "0", "--data", file.toString()));
    }

    @Test
    void a_store_that_cannot_be_reached_is_told_in_one_line() throws IOException {
        String url;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            url = "http://127.0.0.1:" + free.getLocalPort();
        }
        assertRefused(url, LocalProcess.run("up", "--port", "0", "--data", parent.toString(), "--dynamodb", url));
    }

    @Test
    void an_unknown_option_is_told_in_one_line() {
        LocalProcess.Ended ended = LocalProcess.run("up", "--prot", "1");
        assertEquals(2, ended.status());
        assertEquals(1, ended.output().size(), ended.output().toString());
    }

    @Test
    void a_second_process_on_the_same_data_is_refused() {
        Path data = parent.resolve("data");
        try (LocalProcess first = LocalProcess.start(data, "--quiet")) {
            assertRefused(data.toString(), LocalProcess.run("up", "--port", "0", "--data", data.toString()));
            assertEquals(List.of("Holdfast is ready at " + first.baseUri()), first.output());
        }
    }

    @Test
    void the_printed_token_and_a_minted_one_are_taken_and_none_is_not() throws Exception {
        Path data = parent.resolve("a b/data");
        try (LocalProcess process = LocalProcess.start(data)) {
            String printed = process.awaitLine("ey");
            LocalProcess.Ended minted = LocalProcess.run("token", "--tenant", "other", "--data", data.toString());
            assertEquals(1, minted.output().size(), minted.output().toString());

            assertEquals(201, register(process.baseUri(), printed));
            assertEquals(200, register(process.baseUri(), printed));
            assertEquals(201, register(process.baseUri(), minted.output().getFirst()));
            assertEquals(403, register(process.baseUri(), process.token("local", "state:read")));
            assertEquals(401, register(process.baseUri(), "none"));
        }
    }

    @Test
    void data_and_key_outlive_the_process() throws Exception {
        Path data = parent.resolve("data");
        String token;
        try (LocalProcess process = LocalProcess.start(data)) {
            token = process.token("local", "projects:write");
            assertEquals(201, register(process.baseUri(), token));
        }
        try (LocalProcess process = LocalProcess.start(data)) {
            assertEquals(200, register(process.baseUri(), token));
        }
    }

    @Test
    void secrets_are_kept_over_a_restart_and_are_lost_with_the_keyset_alone() throws Exception {
        Path data = parent.resolve("a b/data");
        String token;
        try (LocalProcess process = LocalProcess.start(data)) {
            token = process.token("local", "projects:write");
            assertEquals(
                    201, register(process.baseUri(), token, registration(", \"provider_config\": {\"t\": \"s3\"}")));
        }
        try (LocalProcess process = LocalProcess.start(data)) {
            assertEquals(200, register(process.baseUri(), token));
        }
        Files.writeString(data.resolve("keyset.json"), Keyset.generate());
        try (LocalProcess process = LocalProcess.start(data)) {
            assertEquals(500, register(process.baseUri(), token));
        }
        Files.writeString(data.resolve("keyset.json"), "{}");
        assertRefused("keyset", LocalProcess.run("up", "--port", "0", "--data", data.toString()));
    }

    @Test
    void data_outlives_a_killed_process() throws Exception {
        Path data = parent.resolve("data");
        LocalProcess killed = LocalProcess.start(data);
        String token = killed.token("local", "projects:write");
        assertEquals(201, register(killed.baseUri(), token));
        List<ProcessHandle> handles = killed.handles();
        killed.kill();
        assertAllEnd(handles);
        try (LocalProcess process = LocalProcess.start(data)) {
            assertEquals(200, register(process.baseUri(), token));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "16"})
    void every_instance_serves_the_same_store(String instances) throws Exception {
        Path data = parent.resolve("data");
        try (LocalProcess process = LocalProcess.start(data, "--instances", instances)) {
            String token = process.token("local", "projects:write");
            assertEquals(201, register(process.baseUri(), token));
            for (int i = 0; i < 2 * Integer.parseInt(instances); i++) {
                assertEquals(200, register(process.baseUri(), token));
            }
        }
    }

    @Test
    void a_signal_ends_the_process_and_its_children() throws Exception {
        LocalProcess process = LocalProcess.start(parent.resolve("data"), "--quiet");
        List<ProcessHandle> handles = process.handles();
        assertNotEquals(1, handles.size(), "DynamoDB Local is a child");
        process.terminate();
        LocalProcess.Ended ended = process.awaitEnd();
        assertEquals(128 + 15, ended.status());
        assertEquals(1, ended.output().size(), ended.output().toString());
        assertAllEnd(handles);
    }

    @Test
    void another_process_store_can_be_used() throws Exception {
        try (DynamoDbLocal store = DynamoDbLocal.inMemory();
                LocalProcess process = LocalProcess.start(
                        parent.resolve("data"), "--dynamodb", store.endpoint().toString())) {
            assertEquals(1, process.handles().size(), "no child is started");
            assertEquals(201, register(process.baseUri(), process.token("local", "projects:write")));
        }
    }

    @Test
    void a_function_is_invoked_directly() throws Exception {
        try (LocalProcess process = LocalProcess.start(parent.resolve("data"))) {
            URI invocations = process.baseUri().resolve("/2015-03-31/functions/register/invocations");
            String event = "{\"token\": \"%s\", \"input\": %s}"
                    .formatted(process.token("t", "projects:write"), registration());
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(invocations)
                            .POST(BodyPublishers.ofString(event))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertTrue(answer.headers().firstValue("x-amz-function-error").isEmpty(), answer.body());
            assertTrue(answer.body().contains(PROJECT), answer.body());
        }
    }

    private int register(URI base, String token) throws IOException, InterruptedException {
        return register(base, token, registration());
    }

    private int register(URI base, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/projects/register/"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String registration() {
        return registration("");
    }

    private static String registration(String more) {
        return """
                {"project_name": "tour", "local_project_uuid": "%s", \
                "machine_uuid": "b2d1c7a4-0a55-4b8e-8f5e-2f6f0c4d7a31"%s}""".formatted(PROJECT, more);
    }

    private static void assertRefused(String named, LocalProcess.Ended ended) {
        assertEquals(1, ended.status());
        assertEquals(1, ended.output().size(), ended.output().toString());
        assertTrue(ended.output().getFirst().contains(named), ended.output().getFirst());
    }

    private static void assertAllEnd(List<ProcessHandle> handles) throws Exception {
        for (ProcessHandle handle : handles) {
            handle.onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
