package dev.holdfast.activity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.queue.Outcome;
import dev.holdfast.security.OutboundClient;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.security.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");
    private static final byte[] BODY = "{\"text\":\"grün\"}".getBytes(StandardCharsets.UTF_8);
    private static final WebhookSecret SECRET = WebhookSecret.generate();

    private final OutboundClient client = new OutboundClient(OutboundRules.of(List.of("127.0.0.1")));
    private final WebhookSender sender = new WebhookSender(client, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_receiver_can_tell_who_sent_what_and_when() throws Exception {
        try (var receiver = new Receiver(Receiver.answering(200, "", ""))) {
            assertEquals(new Outcome.Done(), sender.send(webhook(receiver.url("/hook?token=x"))));
            Receiver.Received received = receiver.received().getFirst();
            assertEquals("POST /hook?token=x HTTP/1.1", received.line());
            assertArrayEquals(BODY, received.body());
            Map<String, String> headers = received.headers();
            assertEquals("application/json", headers.get("content-type"));
            assertEquals("Holdfast-Webhooks/1", headers.get("user-agent"));
            assertEquals("msg_1", headers.get("webhook-id"));
            assertEquals("msg_1", headers.get("idempotency-key"));
            assertEquals(Long.toString(NOW.getEpochSecond()), headers.get("webhook-timestamp"));
            assertEquals(signatureAsAReceiverMakesIt(received), headers.get("webhook-signature"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void any_success_is_done(int status) throws IOException {
        assertEquals(new Outcome.Done(), outcomeOf(status, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void what_may_pass_is_tried_again(int status) throws IOException {
        assertEquals(new Outcome.Retry("The receiver answered " + status + ".", null), outcomeOf(status, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 17 | 17",
                "503 | Sun, 06 Nov 1994 08:50:07 GMT | 60",
                "429 | Sun, 06 Nov 1994 08:00:00 GMT | 0",
                "500 | 999999 | 86400",
            })
    void a_receiver_says_when_to_come_again(int status, String retryAfter, long seconds) throws IOException {
        assertEquals(Duration.ofSeconds(seconds), after(outcomeOf(status, "Retry-After: " + retryAfter + "\r\n")));
    }

    @Test
    void an_unreadable_wish_is_left_to_the_backoff() throws IOException {
        assertEquals(null, after(outcomeOf(429, "Retry-After: whenever\r\n")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422, 499})
    void what_stays_wrong_is_rejected(int status) throws IOException {
        assertEquals(new Outcome.Reject("The receiver answered " + status + "."), outcomeOf(status, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void redirects_are_not_followed(int status) throws IOException {
        assertEquals(
                new Outcome.Reject(
                        "The receiver answered " + status + ". Redirects are not followed: name the final URL."),
                outcomeOf(status, "Location: http://169.254.169.254/\r\n"));
    }

    @Test
    void a_receiver_that_hangs_is_tried_again() throws IOException {
        try (var receiver = new Receiver(Receiver.Wire::hang)) {
            long start = System.nanoTime();
            assertEquals(new Outcome.Retry("The host took too long.", null), sender.send(webhook(receiver.url("/"))));
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            assertTrue(seconds < 9, "took " + seconds + " s");
        }
    }

    @Test
    void a_receiver_that_closes_is_tried_again() throws IOException {
        try (var receiver = new Receiver(Receiver.Wire::close)) {
            assertInstanceOf(Outcome.Retry.class, sender.send(webhook(receiver.url("/"))));
            assertEquals(1, receiver.received().size());
        }
    }

    @Test
    void a_receiver_that_is_gone_is_tried_again() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        assertEquals(
                new Outcome.Retry("The host takes no connection.", null),
                sender.send(webhook("http://127.0.0.1:" + port + "/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.2/secret", "https://user:secret@example.com/", "http://203.0.113.9/?secret"})
    void an_address_that_is_not_allowed_is_rejected(String url) {
        var reject = assertInstanceOf(Outcome.Reject.class, sender.send(webhook(url)));
        assertFalse(reject.cause().contains("secret"), reject.cause());
    }

    @Test
    void a_success_with_fifty_megabytes_is_a_success() throws IOException {
        try (var receiver = new Receiver(wire -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n");
            for (int i = 0; i < 51_200; i++) {
                wire.send("x".repeat(1024));
            }
        })) {
            assertEquals(new Outcome.Done(), sender.send(webhook(receiver.url("/"))));
        }
    }

    private Outcome outcomeOf(int status, String headers) throws IOException {
        try (var receiver =
                new Receiver(Receiver.answering(status, headers, status == 204 || status == 304 ? "" : "secret"))) {
            return sender.send(webhook(receiver.url("/")));
        }
    }

    private static @Nullable Duration after(Outcome outcome) {
        return assertInstanceOf(Outcome.Retry.class, outcome).after();
    }

    private static Webhook webhook(String url) {
        return new Webhook("msg_1", url, SECRET, BODY);
    }

    private static String signatureAsAReceiverMakesIt(Receiver.Received received) throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode(SECRET.reveal().split("_", 2)[1]);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String content = received.headers().get("webhook-id") + "."
                + received.headers().get("webhook-timestamp") + "."
                + new String(received.body(), StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }
}
