package dev.holdfast.log;

import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Immutable snapshots beside the log, each of a seq that is known to be durable. */
final class Snapshots<S> {
    private static final String SEALED = "p";
    private static final String FIRST = LogName.snapshotSk(0);
    private static final int PAGE = 25;

    private final Table table;
    private final EntryItems items;
    private final Chunks chunks;
    private final Sealing sealing;
    private final Fold<S> fold;
    private final Clock clock;

    Snapshots(Table table, EntryItems items, Chunks chunks, Sealing sealing, Fold<S> fold, Clock clock) {
        this.table = table;
        this.items = items;
        this.chunks = chunks;
        this.sealing = sealing;
        this.fold = fold;
        this.clock = clock;
    }

    /**
     * Writes a snapshot if the entries since the last outweigh the state.
     *
     * @param view of a head that is known to stand in the store
     */
    View<S> takeIfDue(Budget budget, LogName log, View<S> view) {
        if (!view.isOpen() || !view.start().isFarBack()) {
            return view;
        }
        byte[] state = fold.write(view.openState());
        View<S> weighed = view.with(view.start().weighing(state.length));
        return weighed.start().isFarBack() ? write(budget, log, weighed, state) : weighed;
    }

    /** Makes sure that a snapshot of the view stands. */
    void ensure(Budget budget, LogName log, View<S> view) {
        if (table.get(budget, log.snapshot(view.head())).isEmpty()) {
            write(budget, log, view, fold.write(view.openState()));
        }
    }

    private View<S> write(Budget budget, LogName log, View<S> view, byte[] state) {
        byte[] content = new SnapshotContent(view.life(), view.newest(), view.author(), state).bytes();
        StoredPayload stored = items.store(budget, log, content);
        byte[] sealed =
                sealing.seal(log.tenant(), context(log, view.head()), Packing.pack(stored.withDigest(view.digest())));
        List<Write> writes = new ArrayList<>();
        writes.add(Write.Put.ifAbsent(
                Item.at(log.snapshot(view.head())).bytes(SEALED, sealed).build()));
        @Nullable ChunkSet own = stored.chunks();
        if (own != null) {
            writes.add(Chunks.completion(log, own));
        }
        WriteResult result =
                writes.size() == 1 ? table.write(budget, writes.getFirst()) : table.transact(budget, writes);
        if (result instanceof WriteResult.Refused(int position, @Nullable Item standing)) {
            // Another instance was first; or this one, whose reply was lost.
            if (position > 0 || standing == null) {
                return view;
            }
            own = stored(log, standing).chunks();
        }
        return point(budget, log, view, false, own).with(new Start(view.head(), 0, state.length));
    }

    /** Notes in the control that reading may start at the view's head. */
    View<S> point(Budget budget, LogName log, View<S> view, boolean open, @Nullable ChunkSet at) {
        table.write(budget, Control.hint(log, view.head(), open, at));
        return view.with(view.control().startingAt(view.head(), open, at));
    }

    /** The view at the snapshot of {@code seq}; empty when it does not stand whole among {@code found}. */
    Optional<View<S>> view(LogName log, long seq, Control control, Map<Key, Item> found) {
        Item manifest = found.get(log.snapshot(seq));
        if (manifest == null) {
            return Optional.empty();
        }
        StoredPayload stored = stored(log, manifest);
        ChunkSet set = stored.chunks();
        return set == null
                ? Optional.of(view(seq, stored.digest(), control, stored.payload()))
                : chunks.open(log, set, found)
                        .map(packed -> view(seq, stored.digest(), control, Packing.unpack(packed)));
    }

    /** The newest snapshot at or before {@code seq}. */
    Optional<View<S>> newest(Budget budget, LogName log, long seq, Control control) {
        Page page = table.query(
                budget,
                Query.range(log.chunkPartition(), FIRST, LogName.snapshotSk(seq), 1)
                        .newestFirst());
        if (page.items().isEmpty()) {
            return Optional.empty();
        }
        Item manifest = page.items().getFirst();
        StoredPayload stored = stored(log, manifest);
        long at = LogName.seq(manifest.key().sk());
        ChunkSet set = stored.chunks();
        if (set == null) {
            return Optional.of(view(at, stored.digest(), control, stored.payload()));
        }
        return chunks.open(log, set, table.getAll(budget, set.keys(log)))
                .map(packed -> view(at, stored.digest(), control, Packing.unpack(packed)));
    }

    /** Removes every snapshot before {@code seq}, its manifest first: what a reader then misses, it reads elsewhere. */
    void removeBefore(Budget budget, LogName log, long seq) {
        Query older = Query.range(log.chunkPartition(), FIRST, LogName.snapshotSk(seq - 1), PAGE);
        for (Page page = table.query(budget, older); !page.items().isEmpty(); page = table.query(budget, older)) {
            for (Item manifest : page.items()) {
                ChunkSet set = stored(log, manifest).chunks();
                table.deleteAll(budget, List.of(manifest));
                if (set != null) {
                    chunks.remove(budget, log, set);
                }
            }
        }
    }

    private StoredPayload stored(LogName log, Item manifest) {
        long seq = LogName.seq(manifest.key().sk());
        return StoredPayload.of(
                ByteBuffer.wrap(Packing.unpack(sealing.open(log.tenant(), context(log, seq), manifest.bytes(SEALED)))));
    }

    private View<S> view(long seq, byte[] digest, Control control, byte[] bytes) {
        SnapshotContent content = SnapshotContent.of(bytes);
        return new View<>(
                seq,
                content.life(),
                content.newest(),
                content.author(),
                fold.read(content.state()),
                digest,
                null,
                control,
                new Start(seq, 0, content.state().length),
                clock.instant());
    }

    private static String context(LogName log, long seq) {
        return log.name() + "\n" + seq + "\nsnapshot";
    }
}
