package dev.holdfast.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
    @Test
    void the_signature_is_that_of_standard_webhooks() {
        // The example that the specification's own libraries are tested with.
        var webhook = new Webhook(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "https://example.com",
                WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        var headers = WebhookSignature.headers(webhook, Instant.ofEpochSecond(1614265330, 999_999_999));
        assertEquals("msg_p5jXN8AQM9LWM0D4loKWxJek", headers.get("webhook-id"));
        assertEquals("1614265330", headers.get("webhook-timestamp"));
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", headers.get("webhook-signature"));
    }

    @Test
    void a_new_secret_is_another_one_and_can_be_read_again() {
        WebhookSecret secret = WebhookSecret.generate();
        assertNotEquals(secret.reveal(), WebhookSecret.generate().reveal());
        assertEquals(secret.reveal(), WebhookSecret.parse(secret.reveal()).reveal());
        assertFalse(secret.reveal().contains(secret.toString()));
    }

    @Test
    void a_secret_has_24_to_64_bytes() {
        for (int bytes = 0; bytes <= 100; bytes++) {
            String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
            if (bytes >= 24 && bytes <= 64) {
                assertEquals(text, WebhookSecret.parse(text).reveal());
            } else {
                assertThrows(Refusal.class, () -> WebhookSecret.parse(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec-MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
                " whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            })
    void a_secret_of_another_form_is_refused_without_being_repeated(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> WebhookSecret.parse(text));
        assertEquals(Reason.INVALID_INPUT, refusal.reason());
        assertFalse((refusal.detail() + refusal.facts()).contains("MfKQ9r8G"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "a\r\nb", "ü"})
    void an_id_that_could_be_read_two_ways_is_refused(String id) {
        WebhookSecret secret = WebhookSecret.generate();
        assertThrows(IllegalArgumentException.class, () -> new Webhook(id, "https://example.com", secret, new byte[0]));
    }

    @Test
    void a_webhook_shows_its_id_alone() {
        var webhook = new Webhook("msg_1", "https://example.com/token", WebhookSecret.generate(), new byte[0]);
        assertEquals("Webhook[msg_1]", webhook.toString());
    }
}
