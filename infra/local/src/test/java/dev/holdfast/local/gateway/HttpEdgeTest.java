package dev.holdfast.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEdgeTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_request_reaches_the_answerer_as_sent_and_its_answer_the_client() throws Exception {
        try (HttpEdge edge = HttpEdge.listen(vertx, 0, HttpEdgeTest::told)) {
            HttpResponse<String> answer = client.send(
                    request(edge, "/a%20b?c=d+e")
                            .method("PATCH", BodyPublishers.ofString("body"))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(207, answer.statusCode());
            assertEquals("PATCH /a%20b?c=d+e HTTP/1.1 body 127.0.0.1 " + edge.port(), answer.body());
            assertEquals(List.of("a=1", "b=2"), answer.headers().allValues("set-cookie"));
        }
    }

    @Test
    void requests_are_answered_side_by_side_off_the_event_loop() throws Exception {
        int many = 50;
        CyclicBarrier together = new CyclicBarrier(many);
        HttpEdge.Answers waiting = request -> {
            await(together);
            return text(Thread.currentThread().isVirtual() ? "virtual" : "platform");
        };
        try (HttpEdge edge = HttpEdge.listen(vertx, 0, waiting)) {
            HttpRequest request = request(edge, "/").build();
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, many)
                    .mapToObj(ignored -> client.sendAsync(request, BodyHandlers.ofString()))
                    .toList();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertEquals("virtual", answer.get(20, TimeUnit.SECONDS).body());
            }
        }
    }

    @Test
    void a_body_beyond_the_limit_is_read_to_its_end_but_not_kept() throws Exception {
        try (HttpEdge edge =
                HttpEdge.listen(vertx, 0, request -> text("" + (request.body().length() < 11 << 20)))) {
            byte[] large = new byte[20 << 20];
            HttpRequest request =
                    request(edge, "/").POST(BodyPublishers.ofByteArray(large)).build();
            assertEquals("true", client.send(request, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void a_head_request_gets_the_length_but_no_body() throws Exception {
        try (HttpEdge edge = HttpEdge.listen(vertx, 0, request -> text("four"))) {
            String answer = raw(edge, "HEAD / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            assertTrue(answer.contains("content-length: 4\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\n"), answer);
        }
    }

    @Test
    void a_204_has_neither_body_nor_length() throws Exception {
        HttpEdge.Answers empty = request -> new ClientAnswer(204, List.of(), Buffer.buffer());
        try (HttpEdge edge = HttpEdge.listen(vertx, 0, empty)) {
            String answer = raw(edge, "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
            assertFalse(answer.contains("content-length"), answer);
        }
    }

    @Test
    void a_head_that_the_server_cannot_hold_or_read_is_refused_with_a_code() throws Exception {
        try (HttpEdge edge = HttpEdge.listen(vertx, 0, HttpEdgeTest::told)) {
            String huge = "x".repeat(100_000);
            assertRefused(
                    "431", "HEADERS_TOO_LARGE", raw(edge, "GET / HTTP/1.1\r\nhost: x\r\nx: " + huge + "\r\n\r\n"));
            assertRefused("431", "HEADERS_TOO_LARGE", raw(edge, "GET /" + huge + " HTTP/1.1\r\nhost: x\r\n\r\n"));
            assertRefused("400", "MALFORMED_REQUEST", raw(edge, "GET / HTTP/1.1\r\nho st: x\r\n\r\n"));
        }
    }

    @Test
    void a_defect_of_the_answerer_is_a_500() throws Exception {
        HttpEdge.Answers broken = request -> {
            throw new IllegalStateException("defect");
        };
        try (HttpEdge edge = HttpEdge.listen(vertx, 0, broken)) {
            HttpResponse<String> answer = client.send(request(edge, "/").build(), BodyHandlers.ofString());
            assertEquals(500, answer.statusCode());
        }
    }

    @Test
    void closing_lets_a_request_under_way_finish() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        HttpEdge.Answers slow = request -> {
            begun.countDown();
            await(finish);
            return text("finished");
        };
        HttpEdge edge = HttpEdge.listen(vertx, 0, slow);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request(edge, "/").build(), BodyHandlers.ofString());
        await(begun);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(edge::close);
        assertThrows(TimeoutException.class, () -> closing.get(200, TimeUnit.MILLISECONDS));
        finish.countDown();
        assertEquals("finished", answer.get(10, TimeUnit.SECONDS).body());
        closing.get(10, TimeUnit.SECONDS);
        int port = edge.port();
        assertThrows(IOException.class, () -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close());
    }

    @Test
    void a_client_that_breaks_off_does_not_hold_up_the_end() throws Exception {
        HttpEdge edge = HttpEdge.listen(vertx, 0, HttpEdgeTest::told);
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.port())) {
            send(socket, "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf");
        }
        // Another request on another connection is served after the first was seen.
        client.send(request(edge, "/").build(), BodyHandlers.ofString());
        CompletableFuture.runAsync(edge::close).get(4_500, TimeUnit.MILLISECONDS);
    }

    @Test
    void a_taken_port_cannot_be_listened_on() {
        // Servers of one Vertx share their ports.
        Vertx another = Vertx.vertx();
        try (HttpEdge edge = HttpEdge.listen(vertx, 0, HttpEdgeTest::told)) {
            int taken = edge.port();
            assertThrows(CompletionException.class, () -> HttpEdge.listen(another, taken, HttpEdgeTest::told));
        } finally {
            another.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static ClientAnswer told(ClientRequest request) {
        String told = String.join(
                " ",
                request.method(),
                request.target(),
                request.protocol(),
                request.body().toString(),
                request.peer(),
                "" + request.port());
        return new ClientAnswer(
                207, List.of(new Header("set-cookie", "a=1"), new Header("set-cookie", "b=2")), Buffer.buffer(told));
    }

    private static ClientAnswer text(String body) {
        return new ClientAnswer(200, List.of(), Buffer.buffer(body));
    }

    private static HttpRequest.Builder request(HttpEdge edge, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + target))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static String raw(HttpEdge edge, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.port())) {
            socket.setSoTimeout(10_000);
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void assertRefused(String status, String error, String answer) {
        // A head that was not understood is answered in HTTP/1.0.
        assertTrue(answer.startsWith(status, "HTTP/1.x ".length()), answer);
        assertTrue(answer.contains(error), answer);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
