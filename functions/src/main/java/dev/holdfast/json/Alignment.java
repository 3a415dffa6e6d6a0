package dev.holdfast.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;

/**
 * Which items of two arrays are taken for the same: a common subsequence, the longest one where the arrays differ by
 * little. The work grows with the number of items and never with its square.
 */
final class Alignment {
    static final int NONE = -1;

    private final ArrayNode a;
    private final ArrayNode b;
    private final int[] matches;

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
        int from = 0;
        int aTo = a.size();
        int bTo = b.size();
        while (from < aTo && from < bTo && JsonEquality.TEXT.equal(a.get(from), b.get(from))) {
            matches[from] = from;
            from++;
        }
        while (aTo > from && bTo > from && JsonEquality.TEXT.equal(a.get(aTo - 1), b.get(bTo - 1))) {
            matches[--aTo] = --bTo;
        }
        Arrays.fill(matches, from, aTo, NONE);
        boolean onePair = aTo - from == 1 && bTo - from == 1;
        if (from < aTo && from < bTo && !onePair) {
            alignMiddle(from, aTo, bTo);
        }
    }

    private void alignMiddle(int from, int aTo, int bTo) {
        long[] left = hashes(a, from, aTo);
        long[] right = hashes(b, from, bTo);
        int[] found = new int[left.length];
        Arrays.fill(found, NONE);
        GreedySearch search = new GreedySearch(left, right, found);
        if (!search.match(0, left.length, 0, right.length, false)) {
            // A block moved or put in leads a search of bounded cost astray; what is unique does not.
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
        for (int k = 0; k < found.length; k++) {
            if (found[k] != NONE && JsonEquality.TEXT.equal(a.get(from + k), b.get(from + found[k]))) {
                matches[from + k] = from + found[k];
            }
        }
    }

    private static long[] hashes(ArrayNode items, int from, int to) {
        long[] hashes = new long[to - from];
        for (int i = from; i < to; i++) {
            hashes[i - from] = StructuralHash.of(items.get(i));
        }
        return hashes;
    }
}
