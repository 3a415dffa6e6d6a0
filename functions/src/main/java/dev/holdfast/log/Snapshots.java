package dev.holdfast.log;

import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable snapshots beside the log, each of a seq that is known to be durable.
 *
 * <p>A snapshot holds what a view at its seq holds: the state, and the life it belongs to.
 */
final class Snapshots<S> {
    /** Entries below this are read faster than a snapshot. */
    private static final long LEAST_BYTES = 16 * 1024;
    /** So that the tail stays within one page of a query. */
    private static final long MOST_BYTES = 900 * 1024;

    private final Table table;
    private final Chunks chunks;
    private final Sealing sealing;
    private final Fold<S> fold;

    Snapshots(Table table, Chunks chunks, Sealing sealing, Fold<S> fold) {
        this.table = table;
        this.chunks = chunks;
        this.sealing = sealing;
        this.fold = fold;
    }

    static boolean due(View<?> view) {
        long limit = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, view.stateBytes()));
        return view.isOpen() && view.sinceSnapshot() > limit;
    }

    /** Writes a snapshot of the view and notes it in the control; the view that knows it. A lost race is no loss. */
    View<S> take(Budget budget, LogName log, View<S> view) {
        byte[] state = fold.write(view.openState());
        if (view.sinceSnapshot() <= state.length && view.sinceSnapshot() <= MOST_BYTES) {
            return view.withStateBytes(state.length);
        }
        Lifetime lifetime = view.lifetime();
        byte[] content = ByteBuffer.allocate(5 * Long.BYTES + state.length)
                .putLong(view.life())
                .putLong(view.opened().toEpochMilli())
                .putLong(view.newest().toEpochMilli())
                .putLong(lifetime.idle() == null ? 0 : lifetime.idle().toMillis())
                .putLong(lifetime.age() == null ? 0 : lifetime.age().toMillis())
                .put(state)
                .array();
        byte[] sealed = sealing.seal(log.tenant(), context(log, view.head()), Packing.pack(content));
        Stored stored = chunks.store(budget, log, sealed);
        List<Write> writes = new ArrayList<>();
        writes.add(Write.Put.ifAbsent(
                stored.into(Item.at(log.snapshot(view.head()))).build()));
        writes.addAll(Chunks.completion(log, stored));
        WriteResult result =
                writes.size() == 1 ? table.write(budget, writes.getFirst()) : table.transact(budget, writes);
        @Nullable
        Stored standing = switch (result) {
            case WriteResult.Applied _ -> stored;
            // Another instance was first; or this one, whose reply was lost.
            case WriteResult.Refused(int position, @Nullable Item there) ->
                position == 0 && there != null ? Stored.of(there) : null;
        };
        Control control = standing == null ? view.control() : note(budget, log, view, standing);
        return view.withSnapshot(view.head(), state.length, control);
    }

    /** The hint where to start reading; it only moves forward. */
    private Control note(Budget budget, LogName log, View<S> view, Stored stored) {
        Write.ChangeBuilder hint = Write.Change.of(log.control())
                .number(Control.SNAPSHOT, view.head())
                .number(Control.SNAPSHOT_CHUNKS, stored.chunks());
        Write change = (stored.chunksId() == null
                        ? hint.remove(Control.SNAPSHOT_ID)
                        : hint.text(Control.SNAPSHOT_ID, stored.chunksId()))
                .onlyIf(Condition.below(Control.SNAPSHOT, view.head()));
        table.write(budget, change);
        return view.control().withSnapshot(view.head(), stored.chunks(), stored.chunksId());
    }

    /** What must be read for the snapshot that the control names. */
    static List<Key> keys(LogName log, Control control) {
        List<Key> keys = new ArrayList<>();
        keys.add(log.snapshot(control.snapshot()));
        if (control.snapshotId() != null) {
            keys.addAll(Chunks.keys(log, new Stored(null, control.snapshotId(), control.snapshotChunks())));
        }
        return keys;
    }

    /** The view at the snapshot of {@code seq}; empty when it does not stand whole among {@code found}. */
    Optional<View<S>> view(LogName log, long seq, Control control, Map<Key, Item> found, Instant now) {
        Item item = found.get(log.snapshot(seq));
        return item == null
                ? Optional.empty()
                : Chunks.join(log, Stored.of(item), found).map(bytes -> view(log, seq, control, bytes, now));
    }

    /** The newest snapshot at or before {@code seq}, when the hint did not lead to one. */
    Optional<View<S>> newest(Budget budget, LogName log, long seq, Control control, Instant now) {
        var page = table.query(
                budget,
                Query.range(
                                log.chunkPartition(),
                                log.snapshot(0).sk(),
                                log.snapshot(seq).sk(),
                                1)
                        .newestFirst());
        return page.items().stream().findFirst().map(item -> {
            byte[] sealed = chunks.load(budget, log, Stored.of(item));
            return view(log, Long.parseLong(item.key().sk().substring(2)), control, sealed, now);
        });
    }

    private View<S> view(LogName log, long seq, Control control, byte[] sealed, Instant now) {
        ByteBuffer content = ByteBuffer.wrap(Packing.unpack(sealing.open(log.tenant(), context(log, seq), sealed)));
        long life = content.getLong();
        Instant opened = Instant.ofEpochMilli(content.getLong());
        Instant newest = Instant.ofEpochMilli(content.getLong());
        Lifetime lifetime = Lifetime.ofMillis(content.getLong(), content.getLong());
        byte[] state = new byte[content.remaining()];
        content.get(state);
        return new View<>(
                seq, life, lifetime, opened, newest, fold.read(state), null, control, seq, 0, state.length, now);
    }

    private static String context(LogName log, long seq) {
        return log.name() + "\n" + seq + "\nsnapshot";
    }
}
