package dev.holdfast.activity;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What sender and receiver of a webhook share, in the form of Standard Webhooks: {@code whsec_} and the base64 of 24 to
 * 64 bytes. Only {@link #reveal} shows it. Immutable.
 */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int NEW_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /** A new one of 32 random bytes. */
    public static WebhookSecret generate() {
        byte[] key = new byte[NEW_BYTES];
        new SecureRandom().nextBytes(key);
        return new WebhookSecret(key);
    }

    /**
     * Reads a secret that its user chose.
     *
     * @throws Refusal INVALID_INPUT, quoting nothing of it
     */
    public static WebhookSecret parse(String text) {
        try {
            if (text.startsWith(PREFIX)) {
                byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
                if (key.length >= FEWEST_BYTES && key.length <= MOST_BYTES) {
                    return new WebhookSecret(key);
                }
            }
        } catch (IllegalArgumentException _) {
            // As below.
        }
        throw new Refusal(
                Reason.INVALID_INPUT,
                "Give a secret as whsec_ and the base64 of 24 to 64 random bytes, or none to be given one.",
                Map.of("errors", List.of(Map.of("field", "secret", "problem", "has another form"))));
    }

    /** The text that {@link #parse} reads: to be shown to its user once, and sealed. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
