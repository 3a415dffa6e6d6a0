package dev.holdfast.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A document of any size in lines; a change replaces one: {@code <number>:<text>}. */
final class Slots implements Fold<List<String>> {
    @Override
    public List<String> open(Entry open) {
        return read(open.payload());
    }

    @Override
    public List<String> apply(List<String> before, Entry entry) {
        String change = new String(entry.payload(), StandardCharsets.UTF_8);
        int colon = change.indexOf(':');
        return replace(before, Integer.parseInt(change.substring(0, colon)), change.substring(colon + 1));
    }

    static List<String> replace(List<String> before, int line, String text) {
        List<String> after = new ArrayList<>(before);
        after.set(line, text);
        return List.copyOf(after);
    }

    @Override
    public byte[] write(List<String> state) {
        return String.join("\n", state).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> read(byte[] snapshot) {
        return List.of(new String(snapshot, StandardCharsets.UTF_8).split("\n", -1));
    }

    @Override
    public byte[] digest(List<String> state) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(write(state));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
