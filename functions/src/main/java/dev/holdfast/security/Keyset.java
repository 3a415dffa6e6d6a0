package dev.holdfast.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secret keys with ids: the primary one seals, every one opens. To rotate, add a key and name it primary; keep the old
 * ones for as long as anything is sealed with them. Immutable; no method gives the keys away as text.
 *
 * <p>As JSON: {@code {"primary": 2, "keys": [{"id": 1, "key": "…"}, {"id": 2, "key": "…"}]}}, each key 32 random bytes
 * in base64url (RFC 4648 section 5), each id from 1 to {@value #LARGEST_ID}.
 */
public final class Keyset {
    static final int LARGEST_ID = 0xffff;
    private static final int KEY_BYTES = 32;
    private static final int MOST_BYTES = 64 * 1024;

    private final int primary;
    private final Map<Integer, SecretKey> keys;

    private Keyset(int primary, Map<Integer, SecretKey> keys) {
        this.primary = primary;
        this.keys = Map.copyOf(keys);
    }

    /** @throws IllegalArgumentException if {@code json} is no keyset; its message quotes nothing of it */
    public static Keyset of(String json) {
        JsonNode keyset = parse(json);
        demand(keyset.path("keys").isArray(), "it has an array of keys");
        Map<Integer, SecretKey> keys = new HashMap<>();
        for (JsonNode entry : keyset.path("keys")) {
            demand(entry.size() == 2, "each key has an id and a key, and nothing else");
            demand(keys.put(id(entry.path("id")), key(entry.path("key"))) == null, "two keys have the same id");
        }
        int primary = id(keyset.path("primary"));
        demand(keys.containsKey(primary), "the primary key is not among the keys");
        demand(keyset.size() == 2, "it has a primary and keys, and nothing else");
        return new Keyset(primary, keys);
    }

    /** The JSON of a keyset with one new key. */
    public static String generate() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        ObjectNode keyset = JsonNodeFactory.instance.objectNode().put("primary", 1);
        keyset.putArray("keys")
                .addObject()
                .put("id", 1)
                .put("key", Base64.getUrlEncoder().withoutPadding().encodeToString(key));
        return new String(StrictJson.write(keyset), StandardCharsets.UTF_8);
    }

    int primary() {
        return primary;
    }

    Optional<SecretKey> key(int id) {
        return Optional.ofNullable(keys.get(id));
    }

    private static JsonNode parse(String json) {
        try {
            return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8), MOST_BYTES);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("keyset: cannot be read. " + refusal.detail(), refusal);
        }
    }

    private static int id(JsonNode id) {
        demand(id.isInt() && id.intValue() >= 1 && id.intValue() <= LARGEST_ID, "an id is a number from 1 to 65535");
        return id.intValue();
    }

    private static SecretKey key(JsonNode key) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(key.asText());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "HKDF");
            }
        } catch (IllegalArgumentException notBase64) {
            // Answered below, without this cause: it quotes characters of the key.
        }
        throw new IllegalArgumentException("keyset: a key is 32 bytes in base64url");
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("keyset: " + otherwise);
        }
    }
}
