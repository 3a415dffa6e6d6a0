package dev.holdfast.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Fold;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the entries of a project's claims mean. */
final class ClaimsFold implements Fold<ClaimsState> {
    private static final int DIGEST_BYTES = 16;

    @Override
    public ClaimsState open(Entry open) {
        return apply(ClaimsState.NONE, open);
    }

    @Override
    public ClaimsState apply(ClaimsState before, Entry entry) {
        return before.after(ClaimsChange.read(entry.payload()));
    }

    @Override
    public byte[] write(ClaimsState state) {
        ArrayNode claims = JsonNodeFactory.instance.arrayNode();
        state.stream().forEach(claim -> claims.add(ClaimJson.write(claim)));
        return StrictJson.write(claims);
    }

    @Override
    public ClaimsState read(byte[] snapshot) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        StrictJson.parse(snapshot, Integer.MAX_VALUE).forEach(json -> {
            Claim claim = ClaimJson.read(json);
            claims.put(claim.id(), claim);
        });
        return new ClaimsState(claims);
    }

    @Override
    public byte[] digest(ClaimsState state) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(write(state)), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
