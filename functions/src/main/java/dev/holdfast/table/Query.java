package dev.holdfast.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One page of one partition.
 *
 * @param index null reads the table itself, strongly consistent; an index is always eventually consistent
 * @param after the position the last page ended at; null starts at the first
 * @param fromSk the first sort key taken, and {@code toSk} the last; both null for the whole partition. The recent index
 *     takes its own sort key for {@code toSk}, and no {@code fromSk}
 * @param dueUntil of the due index: the last time taken; else null
 * @param limit how many items are read, not how many bytes: DynamoDB may end a page earlier, at 1 MB
 */
public record Query(
        String pk,
        @Nullable String index,
        boolean descending,
        int limit,
        @Nullable Position after,
        @Nullable String fromSk,
        @Nullable String toSk,
        @Nullable Instant dueUntil) {
    /** Every item of the partition, in key order. */
    public static Query partition(String pk, int limit) {
        return new Query(pk, null, false, limit, null, null, null, null);
    }

    /** The items of the partition from one sort key to another, both taken. */
    public static Query range(String pk, String fromSk, String toSk, int limit) {
        return new Query(pk, null, false, limit, null, fromSk, toSk, null);
    }

    /** Most recently used first. */
    public static Query recent(String pk, int limit) {
        return new Query(pk, TableSchema.RECENT, true, limit, null, null, null, null);
    }

    /** Of what the recent index lists under sort keys up to this one, the first one first. */
    public static Query listedUntil(String pk, String lastIndexSk, int limit) {
        return new Query(pk, TableSchema.RECENT, false, limit, null, null, lastIndexSk, null);
    }

    /** What has fallen due in a shard, keys only, oldest first. */
    public static Query due(String shard, Instant until, int limit) {
        return new Query(shard, TableSchema.DUE, false, limit, null, null, null, until);
    }

    public Query newestFirst() {
        return new Query(pk, index, true, limit, after, fromSk, toSk, dueUntil);
    }

    public Query after(@Nullable Position position) {
        return new Query(pk, index, descending, limit, position, fromSk, toSk, dueUntil);
    }

    /**
     * Where a page ended.
     *
     * @param indexSk the sort key in the index, a number as its text; null outside of an index
     */
    public record Position(Key key, @Nullable String indexSk) {}
}
