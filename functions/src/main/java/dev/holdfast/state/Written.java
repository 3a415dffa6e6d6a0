package dev.holdfast.state;

import dev.holdfast.log.Appended;
import dev.holdfast.log.Kind;
import java.time.Instant;

/**
 * How a change ended. A repeated operation answers as the first time.
 *
 * @param seq of the store after it
 * @param changed false when the store was as wanted already, and nothing was written
 * @param created whether it opened the store
 * @param rebased whether others had changed the store since the base, elsewhere in the document
 */
public record Written(
        StoreName store,
        long seq,
        boolean changed,
        boolean created,
        boolean rebased,
        SchemaVersion version,
        Instant at,
        String author) {

    static Written of(StoreName store, Precondition precondition, Appended<StoreState> appended) {
        return switch (appended) {
            case Appended.Written<StoreState>(var _, var entry, var _, boolean restarted) ->
                new Written(
                        store,
                        entry.seq(),
                        true,
                        entry.kind() == Kind.OPEN && !restarted,
                        precondition instanceof Precondition.At(long base)
                                && entry.kind() == Kind.CHANGE
                                && base + 1 < entry.seq(),
                        entry.schemaVersion() == null ? SchemaVersion.FIRST : StoreFold.version(entry),
                        entry.at(),
                        entry.author());
            case Appended.Unchanged<StoreState>(var view) ->
                new Written(
                        store,
                        view.head(),
                        false,
                        false,
                        false,
                        view.isOpen() ? view.openState().document().version() : SchemaVersion.FIRST,
                        view.newest(),
                        view.author());
        };
    }
}
