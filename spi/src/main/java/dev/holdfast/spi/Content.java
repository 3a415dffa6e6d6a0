package dev.holdfast.spi;

import java.util.Arrays;

/** The bytes of a file. Immutable; equal when the bytes are. */
public final class Content {

    /** The most that a provider takes, in bytes. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

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
