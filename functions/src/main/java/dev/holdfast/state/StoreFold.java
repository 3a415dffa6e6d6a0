package dev.holdfast.state;

import dev.holdfast.json.Canonical;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Fold;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;

/** What the entries of a store mean. */
final class StoreFold implements Fold<StoreState> {
    private static final int DIGEST_BYTES = 16;

    @Override
    public StoreState open(Entry open) {
        return Whole.read(open.payload());
    }

    @Override
    public StoreState apply(StoreState before, Entry entry) {
        return switch (entry.kind()) {
            case CHANGE -> {
                Change change = Change.read(entry.payload());
                yield before.with(change.applyTo(before.document(), version(entry)))
                        .importedAt(change.imported());
            }
            case CONFIGURE -> Configuration.read(entry.payload()).applyTo(before);
            case OPEN, CLOSE -> throw new IllegalArgumentException("not a change");
        };
    }

    @Override
    public byte[] write(StoreState state) {
        return Whole.write(state);
    }

    @Override
    public StoreState read(byte[] snapshot) {
        return Whole.read(snapshot);
    }

    @Override
    public byte[] digest(StoreState state) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Canonical.update(digest, state.document().data());
            Canonical.update(digest, state.document().metadata());
            Canonical.update(digest, ConfigJson.write(state.config()));
            if (!state.watches().isEmpty()) {
                Canonical.update(digest, Watch.write(state.watches()));
            }
            digest.update(state.document().version().toString().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SchemaVersion version(Entry entry) {
        return SchemaVersion.parse(Objects.requireNonNull(entry.schemaVersion(), "every entry of a store names one"));
    }
}
