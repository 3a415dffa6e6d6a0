package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls that Linear makes when something changed: an HMAC-SHA256 of the body in hexadecimal, and a time in the body. */
final class Webhook {

    private static final Duration OLDEST = Duration.ofSeconds(60);
    private static final String ALGORITHM = "HmacSHA256";

    private Webhook() {}

    static boolean isAuthentic(HookCall call, Secret secret, Instant now) {
        return call.header("linear-signature")
                .filter(signature -> matches(signature, call.body().bytes(), secret))
                .flatMap(_ -> Json.parse(call.body()))
                .map(body -> body.path("webhookTimestamp"))
                .filter(JsonNode::canConvertToLong)
                .filter(JsonNode::isNumber)
                .filter(sent -> isRecent(sent.asLong(), now))
                .isPresent();
    }

    private static boolean isRecent(long sentMillis, Instant now) {
        long difference = Math.subtractExact(now.toEpochMilli(), clamp(sentMillis));
        return Math.abs(difference) <= OLDEST.toMillis();
    }

    private static long clamp(long millis) {
        return Math.clamp(millis, Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);
    }

    private static boolean matches(String signature, byte[] body, Secret secret) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        if (key.length == 0) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
