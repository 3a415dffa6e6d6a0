package dev.holdfast.security;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One intent of one caller. It is written with what it does, so that the same operation, sent again, is recognised and
 * answered as the first time.
 *
 * @param id the same for every repetition
 * @param digest of the request; empty when the caller named no key
 */
public record Operation(String id, String digest) {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");
    private static final int ID_BYTES = 16;
    private static final int DIGEST_BYTES = 6;

    /** @throws Refusal {@link Reason#INVALID_INPUT} unless {@code key} is 1 to 255 visible ASCII characters */
    public static void requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Name an operation by 1 to 255 visible ASCII characters, for example a UUID.",
                    Map.of("errors", List.of(Map.of("field", "Idempotency-Key", "problem", "has another form"))));
        }
    }

    /** An operation that the caller named: {@code id} = hash(subject, key). */
    public static Operation keyed(String subject, String key, byte[] request) {
        byte[] who = subject.getBytes(StandardCharsets.UTF_8);
        byte[] lengthFirst = ByteBuffer.allocate(4).putInt(who.length).array();
        return new Operation(
                hash(ID_BYTES, lengthFirst, who, key.getBytes(StandardCharsets.UTF_8)), hash(DIGEST_BYTES, request));
    }

    /** An operation without a key: only our own repetitions are recognised. */
    public static Operation unkeyed() {
        return new Operation(UUID.randomUUID().toString().replace("-", ""), "");
    }

    /** One part of an operation on many things. */
    public Operation part(String name, byte[] request) {
        return new Operation(
                hash(ID_BYTES, id.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8)),
                digest.isEmpty() ? "" : hash(DIGEST_BYTES, request));
    }

    public boolean isKeyed() {
        return !digest.isEmpty();
    }

    /** What is written beside the effect. */
    public String mark() {
        return id + ":" + digest;
    }

    /**
     * Whether {@code mark} was written by this operation.
     *
     * @throws Refusal {@link Reason#OPERATION_REUSED} when it was, but for another request
     */
    public boolean wrote(String mark) {
        if (mark.equals(mark())) {
            return true;
        }
        if (mark.startsWith(id + ":")) {
            throw new Refusal(
                    Reason.OPERATION_REUSED,
                    "This Idempotency-Key was used for another request. Use a new key for a new request.");
        }
        return false;
    }

    private static String hash(int bytes, byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(sha.digest(), bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
