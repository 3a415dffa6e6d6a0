package dev.holdfast.security;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the position a list ended at (HMAC-SHA256), so that a cursor works only for the tenant and the very list that
 * gave it. Each tenant has a key of its own in the table; an instance reads it once. Thread-safe.
 */
public final class Cursors {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final int MOST_CACHED = 1_000;
    private static final int MOST_CHARACTERS = 4_096;
    private static final String KEY = "key";

    private final Table table;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    public Cursors(Table table) {
        this.table = table;
    }

    /** @param list names the list with its filters; the cursor opens for the same name only */
    public String seal(Call call, String list, String position) {
        byte[] content = position.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ByteBuffer.allocate(SEAL_BYTES + content.length)
                .put(mac(call, list, content), 0, SEAL_BYTES)
                .put(content)
                .array();
        return encode(sealed);
    }

    private static String encode(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @throws Refusal {@link Reason#INVALID_CURSOR} when {@code cursor} is not one that this list gave */
    public String open(Call call, String list, String cursor) {
        byte[] sealed = decode(cursor);
        byte[] content = Arrays.copyOfRange(sealed, SEAL_BYTES, sealed.length);
        byte[] expected = Arrays.copyOf(mac(call, list, content), SEAL_BYTES);
        if (!MessageDigest.isEqual(expected, Arrays.copyOf(sealed, SEAL_BYTES))) {
            throw invalid();
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private static byte[] decode(String cursor) {
        try {
            byte[] sealed = cursor.length() > MOST_CHARACTERS
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(cursor);
            // The decoder takes padding and stray bits for what they are not.
            if (sealed.length > SEAL_BYTES && encode(sealed).equals(cursor)) {
                return sealed;
            }
        } catch (IllegalArgumentException notBase64) {
            // told as any other foreign cursor
        }
        throw invalid();
    }

    private byte[] mac(Call call, String list, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(call), ALGORITHM));
            mac.update((call.tenant() + "\n" + list + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private byte[] key(Call call) {
        byte[] known = keys.get(call.tenant());
        if (known != null) {
            return known;
        }
        byte[] key = storedKey(call);
        if (keys.size() >= MOST_CACHED) {
            keys.clear();
        }
        keys.put(call.tenant(), key);
        return key;
    }

    private byte[] storedKey(Call call) {
        Key place = new Key(call.tenant() + "#keys", "cursor");
        var stored = table.get(call.budget(), place);
        if (stored.isPresent()) {
            return stored.get().bytes(KEY);
        }
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        Write first = Write.Put.ifAbsent(Item.at(place).bytes(KEY, fresh).build());
        return switch (table.write(call.budget(), first)) {
            case WriteResult.Applied _ -> fresh;
            case WriteResult.Refused(var _, var standing) -> standing == null ? storedKey(call) : standing.bytes(KEY);
        };
    }

    private static Refusal invalid() {
        return new Refusal(
                Reason.INVALID_CURSOR,
                "Pass next_cursor as the last page gave it, with the same filters, or leave it out to start again.");
    }
}
