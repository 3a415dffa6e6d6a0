package dev.holdfast.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A log of notes: its state is their last characters, so that it stays small while the log grows. */
final class Notes implements Fold<String> {
    private static final int KEPT = 8_192;

    @Override
    public String open(Entry open) {
        return text(open.payload());
    }

    @Override
    public String apply(String before, Entry entry) {
        return append(before, text(entry.payload()));
    }

    static String append(String before, String note) {
        String all = before + note;
        return note.length() > KEPT ? all : all.substring(Math.max(0, all.length() - KEPT));
    }

    @Override
    public byte[] write(String state) {
        return bytes(state);
    }

    @Override
    public String read(byte[] snapshot) {
        return text(snapshot);
    }

    @Override
    public byte[] digest(String state) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes(state)), 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
