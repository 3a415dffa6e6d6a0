package dev.holdfast.log;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote the newest entries, newest first: an immutable list without gaps that shares its tail with earlier views.
 *
 * @param length how many entries, this one included
 */
record Trail(
        long seq,
        Kind kind,
        String operation,
        int length,
        @Nullable Trail before) {
    /** Older entries are looked up in the store. */
    private static final int LONGEST = 2_048;

    static Trail of(Entry entry, @Nullable Trail before) {
        boolean follows = before != null && before.seq == entry.seq() - 1;
        Trail kept = follows && before != null && before.length >= LONGEST ? newestHalf(before) : before;
        return new Trail(
                entry.seq(),
                entry.kind(),
                entry.operation(),
                follows && kept != null ? kept.length + 1 : 1,
                follows ? kept : null);
    }

    /** The oldest seq in it. */
    long oldest() {
        return seq - length + 1;
    }

    private static Trail newestHalf(Trail long_) {
        Trail[] half = new Trail[LONGEST / 2];
        @Nullable Trail at = long_;
        for (int i = 0; i < half.length && at != null; i++, at = at.before) {
            half[i] = at;
        }
        @Nullable Trail rebuilt = null;
        for (int i = half.length - 1; i >= 0; i--) {
            rebuilt = new Trail(half[i].seq, half[i].kind, half[i].operation, half.length - i, rebuilt);
        }
        return java.util.Objects.requireNonNull(rebuilt);
    }
}
