package dev.holdfast.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;

/**
 * Which items of two arrays are taken for the same: a common subsequence, the longest one where the arrays differ by
 * little. The work grows with the number of items and never with its square.
 */
final class Alignment {
    static final int NONE = -1;
    private static final int WINDOW = 64;

    private final ArrayNode a;
    private final ArrayNode b;
    private final int[] matches;
    private int i;
    private int j;
    private int aTo;
    private int bTo;

    private Alignment(ArrayNode a, ArrayNode b) {
        this.a = a;
        this.b = b;
        matches = new int[a.size()];
    }

    /** For each item of {@code a} the index of its match in {@code b}, or {@link #NONE}; matches only increase. */
    static int[] of(ArrayNode a, ArrayNode b) {
        Alignment alignment = new Alignment(a, b);
        alignment.align();
        return alignment.matches;
    }

    private void align() {
        aTo = a.size();
        bTo = b.size();
        takeEqual();
        while (aTo > i && bTo > j && same(aTo - 1, bTo - 1)) {
            matches[--aTo] = --bTo;
        }
        Arrays.fill(matches, i, aTo, NONE);
        boolean onePair = aTo - i == 1 && bTo - j == 1;
        // A window at a time, so that what is equal in between is looked at once only.
        while (aTo - i + bTo - j > 4 * WINDOW && search(Math.min(i + WINDOW, aTo), Math.min(j + WINDOW, bTo), false)) {
            takeEqual();
        }
        if (i < aTo && j < bTo && !onePair) {
            search(aTo, bTo, true);
        }
    }

    private void takeEqual() {
        while (i < aTo && j < bTo && same(i, j)) {
            matches[i++] = j++;
        }
    }

    private boolean same(int inA, int inB) {
        return JsonEquality.TEXT.equal(a.get(inA), b.get(inB));
    }

    /**
     * Looks for matches up to the given ends.
     *
     * @param all whether these are the ends of the arrays; otherwise it goes on behind the last match
     * @return false if a window was of no use and everything is as before
     */
    private boolean search(int aEnd, int bEnd, boolean all) {
        long[] left = hashes(a, i, aEnd);
        long[] right = hashes(b, j, bEnd);
        int[] found = new int[left.length];
        Arrays.fill(found, NONE);
        GreedySearch search = new GreedySearch(left, right, found);
        if (!search.match(0, left.length, 0, right.length, false)) {
            if (!all) {
                return false;
            }
            searchBetweenUnique(search, left, right, found);
        }
        int last = found.length - 1;
        while (last >= 0 && found[last] == NONE) {
            last--;
        }
        if (!all && (last < 0 || last + found[last] < WINDOW)) {
            return false;
        }
        for (int k = 0; k <= last; k++) {
            if (found[k] != NONE && same(i + k, j + found[k])) {
                matches[i + k] = j + found[k];
            }
        }
        if (!all) {
            j += found[last] + 1;
            i += last + 1;
        }
        return true;
    }

    /** A block moved or put in leads a search of bounded cost astray; what is unique does not. */
    private static void searchBetweenUnique(GreedySearch search, long[] left, long[] right, int[] found) {
        int i = search.leftFrom();
        int j = search.rightFrom();
        int leftTo = search.leftTo();
        int rightTo = search.rightTo();
        UniqueItems anchors = new UniqueItems(left, i, leftTo, right, j, rightTo);
        for (int k = 0; k < anchors.count(); k++) {
            search.match(i, anchors.left(k), j, anchors.right(k), true);
            i = anchors.left(k);
            j = anchors.right(k);
            found[i++] = j++;
        }
        search.match(i, leftTo, j, rightTo, true);
    }

    private static long[] hashes(ArrayNode items, int from, int to) {
        long[] hashes = new long[to - from];
        for (int i = from; i < to; i++) {
            hashes[i - from] = StructuralHash.of(items.get(i));
        }
        return hashes;
    }
}
