package dev.holdfast.client.spool;

import dev.holdfast.client.http.Verdict;

/**
 * One attempt.
 *
 * @param item as it is now; what is forgotten, as it was
 */
public record Delivered(Item item, Fate fate, Verdict verdict) {
    /** Whether the project's next item may follow. */
    boolean isSettled() {
        return switch (fate) {
            case DONE, REFUSED, DEAD -> true;
            case WAITING, NOT_ALLOWED -> false;
        };
    }

    /** Whether other items have no chance now either. */
    boolean stopsAll() {
        return fate == Fate.NOT_ALLOWED || (verdict instanceof Verdict.Later later && !later.reached());
    }
}
