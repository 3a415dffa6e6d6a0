package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetSealingTest {
    private static final String CONTEXT = "board/main\n17\nchange";
    private static final byte[] PLAIN = "a token that nobody may read".getBytes(StandardCharsets.UTF_8);

    private final KeysetSealing sealing = new KeysetSealing(Keyset.of(TestKeysets.of(1, 1)));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 400, 200_000})
    void sealed_bytes_open_as_they_were_and_are_31_bytes_longer(int size) {
        byte[] plain = new byte[size];
        Arrays.fill(plain, (byte) 7);
        byte[] sealed = sealing.seal("acme", CONTEXT, plain);
        assertEquals(size + 31, sealed.length);
        assertArrayEquals(plain, sealing.open("acme", CONTEXT, sealed));
    }

    @Test
    void sealed_bytes_do_not_contain_the_plain_ones() {
        String sealed = new String(sealing.seal("acme", CONTEXT, PLAIN), StandardCharsets.ISO_8859_1);
        assertFalse(sealed.contains("token"));
    }

    @Test
    void any_changed_bit_breaks_the_seal() {
        byte[] sealed = sealing.seal("acme", CONTEXT, PLAIN);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertBroken(sealing, "acme", CONTEXT, changed);
        }
    }

    @Test
    void any_missing_or_added_byte_breaks_the_seal() {
        byte[] sealed = sealing.seal("acme", CONTEXT, PLAIN);
        for (int length = 0; length < sealed.length; length++) {
            assertBroken(sealing, "acme", CONTEXT, Arrays.copyOf(sealed, length));
        }
        assertBroken(sealing, "acme", CONTEXT, Arrays.copyOf(sealed, sealed.length + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "other, board/main, 17, change",
        "acme, board/other, 17, change",
        "acme, board/main, 18, change",
        "acme, board/main, 17, close",
        "acmeboard/main, '', 17, change",
        "ac, meboard/main, 17, change"
    })
    void another_tenant_log_seq_or_kind_breaks_the_seal(String tenant, String log, String seq, String kind) {
        byte[] sealed = sealing.seal("acme", CONTEXT, PLAIN);
        assertBroken(sealing, tenant, log + "\n" + seq + "\n" + kind, sealed);
    }

    @Test
    void what_an_old_key_sealed_opens_after_a_rotation_and_not_without_the_old_key() {
        byte[] old = sealing.seal("acme", CONTEXT, PLAIN);
        KeysetSealing rotated = new KeysetSealing(Keyset.of(TestKeysets.of(65_535, 1, 65_535)));
        assertArrayEquals(PLAIN, rotated.open("acme", CONTEXT, old));

        byte[] fresh = rotated.seal("acme", CONTEXT, PLAIN);
        assertArrayEquals(PLAIN, rotated.open("acme", CONTEXT, fresh));
        assertBroken(sealing, "acme", CONTEXT, fresh);
        assertBroken(new KeysetSealing(Keyset.of(TestKeysets.of(65_535, 65_535))), "acme", CONTEXT, old);
    }

    @Test
    void another_key_of_the_same_id_breaks_the_seal() {
        byte[] sealed = sealing.seal("acme", CONTEXT, PLAIN);
        assertBroken(new KeysetSealing(Keyset.of(Keyset.generate())), "acme", CONTEXT, sealed);
    }

    @Test
    void ten_thousand_seals_of_the_same_bytes_have_as_many_nonces() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            nonces.add(HexFormat.of().formatHex(sealing.seal("acme", CONTEXT, PLAIN), 3, 15));
        }
        assertEquals(10_000, nonces.size());
    }

    @Test
    void threads_seal_and_open_at_the_same_time() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                String context = "board/main\n" + i + "\nchange";
                byte[] plain = context.repeat(i).getBytes(StandardCharsets.UTF_8);
                results.add(threads.submit(() -> {
                    byte[] sealed = sealing.seal("acme", context, plain);
                    return Arrays.equals(plain, sealing.open("acme", context, sealed));
                }));
            }
            for (Future<Boolean> result : results) {
                assertEquals(true, result.get());
            }
        }
    }

    /** Made with another implementation of HKDF and AES-GCM: what is stored today must open with every release. */
    @Test
    void bytes_in_the_documented_format_open() {
        byte[] sealed = HexFormat.of()
                .parseHex(
                        "010001000102030405060708090a0b8b40b4ff1a36a43593985eda95aeeaf7fd8b1570e5866cf4db2dda38204f8abc7fea1d0296fa5c87b62638cf");
        assertArrayEquals(PLAIN, sealing.open("acme", CONTEXT, sealed));
    }

    private static void assertBroken(KeysetSealing sealing, String tenant, String context, byte[] sealed) {
        BrokenSeal broken = assertThrows(BrokenSeal.class, () -> sealing.open(tenant, context, sealed));
        assertNull(broken.getCause());
    }
}
