package dev.holdfast.github;

import dev.holdfast.spi.Content;
import dev.holdfast.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What GitHub writes beside the body of a webhook's call: HMAC-SHA256 (RFC 2104) with the webhook's secret. */
record Signature(String text) {

    private static final String ALGORITHM = "HmacSHA256";

    static Signature of(Content body, Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new Signature("sha256=" + HexFormat.of().formatHex(mac.doFinal(body.bytes())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** Takes as long whatever differs. */
    boolean matches(String other) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
