package dev.holdfast.json;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The items that stand exactly once on either side, in the longest run that has the same order on both (patience
 * diff). O(n log n).
 */
final class UniqueItems {
    private static final int ABSENT = -1;
    private static final int REPEATED = -2;
    // Keeps a caller from choosing items that fall into one slot; the answer does not depend on it.
    private static final long SECRET = ThreadLocalRandom.current().nextLong();

    private final long[] keys;
    private final int[] leftAt;
    private final int[] rightAt;
    private final int[] lefts;
    private final int[] rights;
    private int count;

    /** Looks at both arrays from the given indexes up to the given ends. */
    UniqueItems(long[] left, int fromLeft, int toLeft, long[] right, int fromRight, int toRight) {
        int slots = Integer.highestOneBit(Math.max(toLeft - fromLeft, 4)) * 4;
        keys = new long[slots];
        leftAt = new int[slots];
        rightAt = new int[slots];
        Arrays.fill(leftAt, ABSENT);
        Arrays.fill(rightAt, ABSENT);
        for (int i = fromLeft; i < toLeft; i++) {
            int slot = slot(left[i]);
            keys[slot] = left[i];
            leftAt[slot] = leftAt[slot] == ABSENT ? i : REPEATED;
        }
        for (int j = fromRight; j < toRight; j++) {
            int slot = slot(right[j]);
            rightAt[slot] = rightAt[slot] == ABSENT ? j : REPEATED;
        }
        lefts = new int[toLeft - fromLeft];
        rights = new int[toLeft - fromLeft];
        collect(left, fromLeft, toLeft);
        keepLongestIncreasing();
    }

    int count() {
        return count;
    }

    int left(int index) {
        return lefts[index];
    }

    int right(int index) {
        return rights[index];
    }

    private void collect(long[] left, int from, int to) {
        for (int i = from; i < to; i++) {
            int slot = slot(left[i]);
            if (leftAt[slot] >= 0 && rightAt[slot] >= 0) {
                lefts[count] = i;
                rights[count++] = rightAt[slot];
            }
        }
    }

    private void keepLongestIncreasing() {
        int[] tops = new int[count];
        int[] before = new int[count];
        int piles = 0;
        for (int i = 0; i < count; i++) {
            int low = 0;
            int high = piles;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (rights[tops[middle]] < rights[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? ABSENT : tops[low - 1];
            tops[low] = i;
            piles = Math.max(piles, low + 1);
        }
        count = piles;
        int last = piles == 0 ? ABSENT : tops[piles - 1];
        for (int k = piles - 1; k >= 0; k--) {
            tops[k] = last;
            last = before[last];
        }
        // Ascending, so that nothing is overwritten before it is read.
        for (int k = 0; k < piles; k++) {
            lefts[k] = lefts[tops[k]];
            rights[k] = rights[tops[k]];
        }
    }

    /** The slot of a key, or the empty one where it would go. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) StructuralHash.mix(key ^ SECRET) & mask;
        while (keys[slot] != key && leftAt[slot] != ABSENT) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
