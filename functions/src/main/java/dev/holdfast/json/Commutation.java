package dev.holdfast.json;

import java.util.List;

/**
 * Whether patches made from the same document give the same result in either order, decided by their places alone.
 *
 * <p>Proven only where no place that one of them writes is at, above or below a place the other reads or writes. An
 * item put into or taken out of an array shifts the others: it writes the whole array. Objects with names that look
 * like indexes are taken for arrays. Linear in the length of all paths.
 */
public final class Commutation {
    private Commutation() {}

    /**
     * Whether {@code later}, made without knowledge of {@code between}, may be applied after them as if they had not
     * been there. Same members and values either way; members added by both sides may come in another order.
     *
     * @param between patches that were applied one after another to the document {@code later} starts from
     */
    public static boolean proven(Patch later, List<Patch> between) {
        Footprint footprint = new Footprint();
        for (Patch patch : between) {
            for (Operation operation : patch.operations()) {
                footprint.add(operation);
            }
        }
        for (Operation operation : later.operations()) {
            if (footprint.meets(operation)) {
                return false;
            }
        }
        return true;
    }
}
