package dev.holdfast.bench.log;

import dev.holdfast.log.Entry;
import dev.holdfast.log.Fold;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A document of constant length: a change replaces its beginning. */
final class Text implements Fold<String> {
    static String changed(String document, String change) {
        return change + document.substring(change.length());
    }

    @Override
    public String open(Entry open) {
        return read(open.payload());
    }

    @Override
    public String apply(String before, Entry entry) {
        return changed(before, read(entry.payload()));
    }

    @Override
    public byte[] write(String state) {
        return state.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] snapshot) {
        return new String(snapshot, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] digest(String state) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(write(state));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
