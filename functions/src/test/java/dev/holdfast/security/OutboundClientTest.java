package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.security.OutboundResult.Answered;
import dev.holdfast.security.OutboundResult.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundClientTest {
    private static final OutboundRules LOOPBACK = OutboundRules.of(List.of("127.0.0.1"));
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final Duration SHORT = Duration.ofMillis(1_500);
    /** For what must not take the whole of the longest limit. */
    private static final Duration PROMPT = Duration.ofMillis(4_800);

    private final OutboundClient client = new OutboundClient(LOOPBACK);

    @AfterEach
    void no_call_leaves_a_thread_behind() throws InterruptedException {
        client.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("outbound")) {
                thread.join(Duration.ofSeconds(20));
                assertFalse(thread.isAlive(), "a call goes on");
            }
        }
    }

    @Test
    void a_request_arrives_as_it_was_given() throws IOException {
        try (var receiver = new Receiver(Receiver.answering(200, "X-Answer: a\r\nx-answer: b\r\n", "hello"))) {
            var headers = Map.of("X-Key", "k", "Content-Type", "text/plain");
            Answered answer = answered(new OutboundRequest(
                    "PUT", receiver.url("//a/%2e%2e/b?q=1&r=%20"), headers, "body".getBytes(StandardCharsets.UTF_8)));
            assertEquals(200, answer.status());
            assertEquals(List.of("a", "b"), answer.headers().get("x-answer"));
            assertEquals("a", answer.header("X-Answer").orElseThrow());
            assertEquals("hello", new String(answer.body(), StandardCharsets.UTF_8));
            assertFalse(answer.truncated());

            Receiver.Received received = receiver.received().getFirst();
            assertEquals("PUT //a/%2e%2e/b?q=1&r=%20 HTTP/1.1", received.line());
            assertEquals("127.0.0.1:" + receiver.port(), received.headers().get("host"));
            assertEquals("k", received.headers().get("x-key"));
            assertEquals("Holdfast", received.headers().get("user-agent"));
            assertEquals("text/plain", received.headers().get("content-type"));
            assertEquals("body", new String(received.body(), StandardCharsets.UTF_8));
            assertFalse(received.headers().containsKey("upgrade"), received.toString());
            assertFalse(received.headers().containsKey("accept-encoding"), received.toString());
        }
    }

    @Test
    void a_connection_serves_the_next_call_too() throws IOException {
        try (var receiver = new Receiver(Receiver.answering(200, "", "x"))) {
            for (int i = 0; i < 5; i++) {
                assertEquals(200, answered(get(receiver.url("/"))).status());
            }
            assertEquals(1, receiver.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 303, 307, 308, 401, 404, 429, 500, 503})
    void whatever_the_status_it_is_answered_after_one_request(int status) throws IOException {
        String headers =
                "Location: /elsewhere\r\nRetry-After: 0\r\nWWW-Authenticate: Basic realm=x\r\nSet-Cookie: a=b\r\n";
        try (var receiver = new Receiver(Receiver.answering(status, headers, ""))) {
            assertEquals(status, answered(get(receiver.url("/"))).status());
            assertEquals(status, answered(get(receiver.url("/"))).status());
            assertEquals(2, receiver.received().size());
            assertFalse(receiver.received().getLast().headers().containsKey("cookie"));
        }
    }

    @Test
    void a_compressed_body_is_given_as_it_is() throws IOException {
        try (var receiver = new Receiver(Receiver.answering(200, "Content-Encoding: gzip\r\n", "not gzip"))) {
            Answered answer = answered(get(receiver.url("/")));
            assertEquals("not gzip", new String(answer.body(), StandardCharsets.UTF_8));
            assertEquals("gzip", answer.header("content-encoding").orElseThrow());
        }
    }

    @Test
    void fifty_megabytes_are_not_read() throws Exception {
        int length = 50 * 1024 * 1024;
        try (var receiver = new Receiver(wire -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
            for (int i = 0; i < length / 8192; i++) {
                wire.send(new byte[8192]);
            }
        })) {
            Answered answer = within(PROMPT, () -> answered(get(receiver.url("/"))));
            assertTrue(answer.truncated());
            assertEquals(OutboundRequest.MOST_ANSWER_BYTES, answer.body().length);
            assertTrue(receiver.peerWentAway());
            assertTrue(receiver.sent() < length / 2, receiver.sent() + " bytes went out");
        }
    }

    @Test
    void a_body_is_cut_where_the_caller_wants() throws IOException {
        try (var receiver = new Receiver(Receiver.answering(200, "", "12345"))) {
            Answered whole = answered(get(receiver.url("/"), LONG, 5));
            assertFalse(whole.truncated());
            Answered cut = answered(get(receiver.url("/"), LONG, 4));
            assertTrue(cut.truncated());
            assertArrayEquals("1234".getBytes(StandardCharsets.UTF_8), cut.body());
            Answered none = answered(get(receiver.url("/"), LONG, 0));
            assertTrue(none.truncated());
            assertEquals(0, none.body().length);
        }
    }

    @Test
    void an_endless_chunked_body_is_cut_too() throws Exception {
        try (var receiver = new Receiver(wire -> {
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 1_000_000; i++) {
                wire.send("400\r\n" + "x".repeat(1024) + "\r\n");
            }
        })) {
            assertTrue(answered(get(receiver.url("/"))).truncated());
            assertTrue(receiver.peerWentAway());
        }
    }

    @Test
    void a_peer_that_hangs_is_left_at_the_limit() throws Exception {
        try (var receiver = new Receiver(Receiver.Wire::hang)) {
            assertEquals(OutboundFailure.TOO_SLOW, within(PROMPT, () -> failure(get(receiver.url("/"), SHORT, 0))));
            assertTrue(receiver.peerWentAway());
        }
    }

    @Test
    void the_longest_call_takes_five_seconds() throws Exception {
        try (var receiver = new Receiver(Receiver.Wire::hang)) {
            long start = System.nanoTime();
            assertEquals(
                    OutboundFailure.TOO_SLOW, within(Duration.ofSeconds(9), () -> failure(get(receiver.url("/")))));
            assertTrue(System.nanoTime() - start >= Duration.ofSeconds(4).toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
                "HTTP/1.1 200 OK\r\nX-Long: ",
                "HT"
            })
    void a_peer_that_trickles_is_left_at_the_limit(String beginning) throws Exception {
        try (var receiver = new Receiver(wire -> {
            wire.send(beginning);
            for (int i = 0; i < 1_000; i++) {
                wire.send("x");
                wire.pause();
            }
        })) {
            assertEquals(OutboundFailure.TOO_SLOW, within(PROMPT, () -> failure(get(receiver.url("/"), SHORT, 9999))));
            assertTrue(receiver.peerWentAway());
        }
    }

    @Test
    void a_peer_that_never_reads_the_body_is_left_at_the_limit() throws Exception {
        try (var mute = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var request = new OutboundRequest(
                    "POST", "http://127.0.0.1:" + mute.getLocalPort(), Map.of(), new byte[16 * 1024 * 1024], SHORT, 0);
            assertEquals(OutboundFailure.TOO_SLOW, within(PROMPT, () -> failure(request)));
        }
    }

    @Test
    void a_peer_that_takes_no_tls_handshake_is_left_at_the_limit() throws Exception {
        try (var mute = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var request = get("https://127.0.0.1:" + mute.getLocalPort(), SHORT, 0);
            assertEquals(OutboundFailure.TOO_SLOW, within(PROMPT, () -> failure(request)));
        }
    }

    @Test
    void endless_interim_answers_end_at_the_limit() throws Exception {
        try (var receiver = new Receiver(wire -> {
            for (int i = 0; i < 1_000; i++) {
                wire.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                wire.pause();
            }
        })) {
            assertEquals(OutboundFailure.TOO_SLOW, within(PROMPT, () -> failure(get(receiver.url("/"), SHORT, 0))));
        }
    }

    @Test
    void too_many_and_too_long_headers_are_not_taken() throws IOException {
        for (String headers : List.of("X-A: b\r\n".repeat(101), "X-A: " + "b".repeat(9000) + "\r\n")) {
            try (var receiver = new Receiver(Receiver.answering(200, headers, ""))) {
                assertEquals(OutboundFailure.BROKEN_OFF, failure(get(receiver.url("/"))));
            }
        }
    }

    @Test
    void a_peer_that_closes_is_asked_once() throws IOException {
        try (var receiver = new Receiver(Receiver.Wire::close)) {
            assertEquals(OutboundFailure.BROKEN_OFF, failure(get(receiver.url("/"))));
            assertEquals(1, receiver.received().size());
        }
    }

    @Test
    void half_an_answer_is_none() throws IOException {
        try (var receiver = new Receiver(wire -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
            wire.close();
        })) {
            assertEquals(OutboundFailure.BROKEN_OFF, failure(get(receiver.url("/"))));
        }
    }

    @Test
    void what_is_not_http_is_no_answer() throws IOException {
        try (var receiver = new Receiver(wire -> {
            wire.send("220 mail.example ESMTP\r\n500 what?\r\n");
            wire.close();
        })) {
            assertEquals(OutboundFailure.BROKEN_OFF, failure(get(receiver.url("/"))));
        }
    }

    @Test
    void a_port_where_nobody_listens_is_unreachable() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        assertEquals(OutboundFailure.UNREACHABLE, failure(get("http://127.0.0.1:" + port + "/")));
    }

    @Test
    void a_url_that_is_not_allowed_is_never_dialled() throws IOException {
        try (var receiver = new Receiver(Receiver.answering(200, "", ""));
                var strict = new OutboundClient(OutboundRules.INTERNET)) {
            Failed failed = assertInstanceOf(Failed.class, strict.send(get(receiver.url("/?secret"))));
            assertEquals(OutboundFailure.NOT_ALLOWED, failed.failure());
            assertFalse(failed.detail().contains("secret"));
            assertEquals(0, receiver.connections());
        }
    }

    @Test
    void a_name_is_checked_by_the_addresses_that_are_dialled() throws Exception {
        try (var receiver = new Receiver(Receiver.answering(200, "", ""))) {
            // A name that is public when somebody looks, and loopback when it is dialled.
            var answers = List.of("93.184.215.14", "127.0.0.1").iterator();
            AddressLookup rebinding = _ -> new InetAddress[] {InetAddress.ofLiteral(answers.next())};
            assertEquals(AddressScope.GLOBAL, AddressScope.of(rebinding.lookUp("rebinding.example")[0]));
            try (var strict = new OutboundClient(OutboundRules.INTERNET, rebinding, OutboundClient::systemTrust)) {
                OutboundRequest request = get("https://rebinding.example:" + receiver.port());
                assertEquals(OutboundFailure.NOT_ALLOWED, failure(strict.send(request)));
            }
            assertEquals(0, receiver.connections());
        }
    }

    @Test
    void of_several_addresses_only_allowed_ones_are_dialled() throws Exception {
        try (var receiver = new Receiver(Receiver.answering(200, "", ""));
                var forbidden = new Receiver(
                        new ServerSocket(receiver.port(), 5, InetAddress.ofLiteral("127.0.0.2")),
                        Receiver.answering(500, "", ""))) {
            AddressLookup both =
                    _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")};
            try (var guarded = new OutboundClient(LOOPBACK, both, OutboundClient::systemTrust)) {
                OutboundRequest request = get("http://two.example:" + receiver.port());
                assertEquals(
                        200,
                        assertInstanceOf(Answered.class, guarded.send(request)).status());
                assertEquals(
                        "two.example:" + receiver.port(),
                        receiver.received().getFirst().headers().get("host"));
            }
            assertEquals(0, forbidden.connections());
        }
    }

    @Test
    void every_new_connection_asks_for_the_addresses_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AddressLookup moving = _ ->
                new InetAddress[] {InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")};
        try (var receiver = new Receiver(Receiver.answering(200, "Connection: close\r\n", ""));
                var guarded = new OutboundClient(LOOPBACK, moving, OutboundClient::systemTrust)) {
            OutboundRequest request = get("http://moving.example:" + receiver.port());
            assertInstanceOf(Answered.class, guarded.send(request));
            assertEquals(OutboundFailure.NOT_ALLOWED, failure(guarded.send(request)));
            assertEquals(1, receiver.connections());
        }
    }

    @Test
    void plain_http_reaches_allowed_networks_only() {
        AddressLookup global = _ -> new InetAddress[] {InetAddress.ofLiteral("93.184.215.14")};
        try (var guarded = new OutboundClient(LOOPBACK, global, OutboundClient::systemTrust)) {
            assertEquals(OutboundFailure.NOT_ALLOWED, failure(guarded.send(get("http://global.example/"))));
        }
    }

    @Test
    void a_name_without_addresses_is_unresolvable() {
        AddressLookup none = name -> {
            throw new UnknownHostException(name);
        };
        try (var lost = new OutboundClient(LOOPBACK, none, OutboundClient::systemTrust)) {
            assertEquals(OutboundFailure.UNRESOLVABLE, failure(lost.send(get("https://lost.example/"))));
        }
    }

    @Test
    void a_name_server_that_hangs_is_left_at_the_limit() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AddressLookup hanging = _ -> {
            try {
                over.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        };
        try (var slow = new OutboundClient(LOOPBACK, hanging, OutboundClient::systemTrust)) {
            OutboundRequest request = get("https://slow.example/", SHORT, 0);
            assertEquals(OutboundFailure.TOO_SLOW, within(PROMPT, () -> failure(slow.send(request))));
            over.countDown();
        }
    }

    @Test
    void virtual_threads_may_call_all_at_once() throws Exception {
        try (var receiver = new Receiver(Receiver.answering(200, "", "x"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> call = () -> answered(get(receiver.url("/"))).status();
            List<Future<Integer>> statuses =
                    Stream.generate(() -> threads.submit(call)).limit(100).toList();
            for (Future<Integer> status : statuses) {
                assertEquals(200, status.get());
            }
            assertTrue(receiver.connections() <= 8, receiver.connections() + " connections");
        }
    }

    @Test
    void an_interrupted_caller_is_answered_and_stays_interrupted() throws Exception {
        try (var receiver = new Receiver(Receiver.Wire::hang)) {
            Thread.currentThread().interrupt();
            assertEquals(OutboundFailure.STOPPED, failure(get(receiver.url("/"))));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void a_closed_client_fails() throws IOException {
        try (var receiver = new Receiver(Receiver.answering(200, "", ""))) {
            answered(get(receiver.url("/")));
            client.close();
            assertEquals(OutboundFailure.STOPPED, failure(get(receiver.url("/"))));
            var unused = new OutboundClient(LOOPBACK);
            unused.close();
            assertEquals(OutboundFailure.STOPPED, failure(unused.send(get(receiver.url("/")))));
        }
    }

    @Test
    void headers_cannot_smuggle_anything_in() {
        for (var header : List.of(
                Map.of("X", "a\r\nY: b"),
                Map.of("X", "a\nb"),
                Map.of("X", "a\0"),
                Map.of("X", "a "),
                Map.of("X: Y", "b"),
                Map.of("", "b"),
                Map.of("Transfer-Encoding", "chunked"),
                Map.of("content-length", "5"),
                Map.of("HOST", "other.example"))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new OutboundRequest("GET", "https://example.com", header, new byte[0]),
                    header.toString());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new OutboundRequest("GET /x", "https://example.com", Map.of(), new byte[0]));
    }

    @Test
    void neither_request_nor_answer_show_what_they_hold() {
        var request = new OutboundRequest(
                "GET", "https://example.com/secret", Map.of("X", "secret"), "secret".getBytes(StandardCharsets.UTF_8));
        assertEquals("OutboundRequest[GET]", request.toString());
        var answer = new Answered(200, Map.of("x", List.of("secret")), new byte[0], false);
        assertEquals("Answered[200]", answer.toString());
    }

    private static OutboundRequest get(String url) {
        return new OutboundRequest("GET", url, Map.of(), new byte[0]);
    }

    private static OutboundRequest get(String url, Duration limit, int mostAnswerBytes) {
        return new OutboundRequest("GET", url, Map.of(), new byte[0], limit, mostAnswerBytes);
    }

    private Answered answered(OutboundRequest request) {
        OutboundResult result = client.send(request);
        return assertInstanceOf(Answered.class, result, result.toString());
    }

    private OutboundFailure failure(OutboundRequest request) {
        return failure(client.send(request));
    }

    private static OutboundFailure failure(OutboundResult result) {
        return assertInstanceOf(Failed.class, result, result.toString()).failure();
    }

    private static <T> T within(Duration limit, Callable<T> call) throws Exception {
        long start = System.nanoTime();
        T result = call.call();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis <= limit.toMillis(), "took " + millis + " ms");
        return result;
    }
}
