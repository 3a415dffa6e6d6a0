package dev.holdfast.activity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;

/**
 * Proves that a webhook comes from us, is whole and is of now, as Standard Webhooks 1.0 has it: HMAC-SHA256 over
 * {@code id.timestamp.body}. Thread-safe.
 */
final class WebhookSignature {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    private static final String VERSION = "v1,";

    private WebhookSignature() {}

    /** The headers that carry it. */
    static Map<String, String> headers(Webhook webhook, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        Mac mac = webhook.secret().mac();
        mac.update((webhook.id() + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        String signature = VERSION + Base64.getEncoder().encodeToString(mac.doFinal(webhook.body()));
        return Map.of(ID, webhook.id(), TIMESTAMP, timestamp, SIGNATURE, signature);
    }
}
