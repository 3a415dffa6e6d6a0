package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One byte form for all documents that differ only in the order of members: compact UTF-8 with members sorted by the
 * UTF-16 units of their names and strings escaped as RFC 8785 section 3.2 has it, but numbers by their text.
 * Thread-safe.
 */
public final class Canonical {
    private Canonical() {}

    public static byte[] bytes(JsonNode value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CanonicalWriter writer = new CanonicalWriter(bytes::write);
        writer.value(value);
        writer.flush();
        return bytes.toByteArray();
    }

    /** SHA-256 over {@link #bytes}, which are never held as a whole. */
    public static byte[] digest(JsonNode value) {
        MessageDigest digest = sha256();
        update(digest, value);
        return digest.digest();
    }

    /** Feeds {@link #bytes} into a digest that may hold more than this value. */
    public static void update(MessageDigest digest, JsonNode value) {
        CanonicalWriter writer = new CanonicalWriter(digest::update);
        writer.value(value);
        writer.flush();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
