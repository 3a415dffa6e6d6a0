package dev.holdfast.json;

import java.util.Arrays;

/**
 * The greedy search for a shortest edit script of Myers (An O(ND) Difference Algorithm and Its Variations, 1986), cut
 * off after {@value #MAX_EDITS} edits: there it keeps the path that came furthest and starts again, so that the cost
 * is linear. Scripts within the bound are shortest.
 */
final class GreedySearch {
    static final int MAX_EDITS = 128;
    /** Items passed on both sides within {@link #MAX_EDITS} below which the search counts as lost. */
    private static final int MIN_PROGRESS = 8 * MAX_EDITS;

    private static final int OUTSIDE = Integer.MIN_VALUE / 2;

    private final long[] left;
    private final long[] right;
    private final int[] found;
    /** By diagonal, how far into {@link #left} the search has come. */
    private final int[] furthest;
    /** Where the diagonal of equal indexes is in {@link #furthest}. */
    private final int centre;
    /** What {@link #furthest} held after each number of edits, diagonals of one parity only. */
    private int[] history = new int[64];

    private int leftFrom;
    private int rightFrom;
    private int leftTo;
    private int rightTo;
    private int leftLength;
    private int rightLength;

    /** @param found where the index of an item's match in {@code right} is put, for each item of {@code left} */
    GreedySearch(long[] left, long[] right, int[] found) {
        this.left = left;
        this.right = right;
        this.found = found;
        centre = Math.min(MAX_EDITS, left.length + right.length) + 1;
        furthest = new int[2 * centre + 1];
    }

    /**
     * Searches both arrays from the given indexes up to the given ends.
     *
     * @param anyhow whether to go on where hardly anything matches; otherwise it stops there, and the four bounds tell
     *     what is left
     * @return whether it came to the end
     */
    boolean match(int fromLeft, int toLeft, int fromRight, int toRight, boolean anyhow) {
        leftFrom = fromLeft;
        rightFrom = fromRight;
        leftTo = toLeft;
        rightTo = toRight;
        while (leftTo > leftFrom && rightTo > rightFrom && left[leftTo - 1] == right[rightTo - 1]) {
            found[--leftTo] = --rightTo;
        }
        boolean going = true;
        while (going && leftFrom < leftTo && rightFrom < rightTo) {
            leftLength = leftTo - leftFrom;
            rightLength = rightTo - rightFrom;
            going = advance(anyhow);
        }
        return going;
    }

    int leftFrom() {
        return leftFrom;
    }

    int rightFrom() {
        return rightFrom;
    }

    int leftTo() {
        return leftTo;
    }

    int rightTo() {
        return rightTo;
    }

    private boolean advance(boolean anyhow) {
        furthest[centre + 1] = 0;
        for (int edits = 0; edits <= MAX_EDITS; edits++) {
            int best = step(edits);
            int x = furthest[centre + best];
            if (edits == MAX_EDITS && !anyhow && 2 * x - best < MIN_PROGRESS) {
                return false;
            }
            if (edits == MAX_EDITS || (x == leftLength && x - best == rightLength)) {
                take(edits, best);
                leftFrom += x;
                rightFrom += x - best;
                return true;
            }
        }
        return true;
    }

    /** Answers the diagonal that came furthest. */
    private int step(int edits) {
        int kept = edits * (edits + 1) / 2;
        if (kept + edits >= history.length) {
            history = Arrays.copyOf(history, 2 * (kept + edits + 1));
        }
        furthest[centre - edits - 1] = OUTSIDE;
        if (edits > 0) {
            furthest[centre + edits + 1] = OUTSIDE;
        }
        int best = edits;
        int reach = OUTSIDE;
        for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
            int x = slide(start(furthest[centre + diagonal - 1], furthest[centre + diagonal + 1], diagonal), diagonal);
            furthest[centre + diagonal] = x;
            history[kept + (diagonal + edits) / 2] = x;
            if (x >= 0 && 2 * x - diagonal > reach) {
                reach = 2 * x - diagonal;
                best = diagonal;
            }
        }
        return best;
    }

    /** Where a diagonal is entered: from above by an insertion or from the left by a removal. */
    private int start(int below, int above, int diagonal) {
        int removal = below >= 0 && below < leftLength ? below + 1 : OUTSIDE;
        int insertion = above >= 0 && above - diagonal <= rightLength ? above : OUTSIDE;
        return Math.max(removal, insertion);
    }

    private int slide(int start, int diagonal) {
        int x = start;
        if (x >= 0) {
            int y = x - diagonal;
            while (x < leftLength && y < rightLength && left[leftFrom + x] == right[rightFrom + y]) {
                x++;
                y++;
            }
        }
        return x;
    }

    private void take(int edits, int lastDiagonal) {
        int diagonal = lastDiagonal;
        for (int d = edits; d >= 0; d--) {
            int x = kept(d, diagonal);
            int below = kept(d - 1, diagonal - 1);
            int start = d == 0 ? 0 : start(below, kept(d - 1, diagonal + 1), diagonal);
            while (x > start) {
                x--;
                found[leftFrom + x] = rightFrom + x - diagonal;
            }
            diagonal += below >= 0 && below < leftLength && start == below + 1 ? -1 : 1;
        }
    }

    private int kept(int edits, int diagonal) {
        return Math.abs(diagonal) > edits ? OUTSIDE : history[edits * (edits + 1) / 2 + (diagonal + edits) / 2];
    }
}
