package dev.holdfast.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a file. Immutable; equal when the bytes are. */
public final class Content {

    /** The most that a provider takes, in bytes. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    /** No bytes. */
    public static final Content EMPTY = new Content(new byte[0]);

    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A copy of these bytes.
     *
     * @throws BoardFailure.Rejected above {@value #MAX_BYTES} bytes
     */
    public static Content of(byte[] bytes) {
        Limits.range("size of a file", bytes.length, 0, MAX_BYTES);
        return new Content(bytes.clone());
    }

    /** A text in UTF-8. */
    public static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes as UTF-8; what is none becomes U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Content[" + bytes.length + " bytes]";
    }
}
