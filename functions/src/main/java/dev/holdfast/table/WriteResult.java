package dev.holdfast.table;

import org.jspecify.annotations.Nullable;

/** How a conditional write ended; faults are thrown. */
public sealed interface WriteResult {
    /**
     * It stands.
     *
     * @param before what stood there until a single change or deletion; null for nothing, and for other writes
     */
    record Applied(@Nullable Item before) implements WriteResult {
        public Applied() {
            this(null);
        }
    }

    /**
     * Its condition did not hold and nothing was written. Also the answer to a write that was applied, whose reply was
     * lost and which was sent again: look into {@code standing} for one's own operation.
     *
     * @param position which write of the transaction was refused first; 0 for a single write
     * @param standing the item in the way; null if there is none
     */
    record Refused(int position, @Nullable Item standing) implements WriteResult {}
}
