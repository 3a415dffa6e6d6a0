package dev.holdfast.security;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keysets whose keys are the same in every run. */
public final class TestKeysets {
    private TestKeysets() {}

    /** A sealing that any test may use. */
    public static Sealing sealing() {
        return new KeysetSealing(Keyset.of(of(1, 1)));
    }

    /** A keyset with a key for each id: 32 times the id's lowest byte. */
    static String of(int primary, int... ids) {
        String keys = IntStream.of(ids).mapToObj(TestKeysets::entry).collect(Collectors.joining(","));
        return "{\"primary\":%d,\"keys\":[%s]}".formatted(primary, keys);
    }

    private static String entry(int id) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) id);
        return "{\"id\":%d,\"key\":\"%s\"}"
                .formatted(id, Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }
}
