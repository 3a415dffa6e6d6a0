package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The operations found so far, how many bytes they take written, and the place the search is at. */
final class DiffOperations {
    private static final int ADD = "{\"op\":\"add\",\"path\":\"\",\"value\":},".length();
    private static final int REMOVE = "{\"op\":\"remove\",\"path\":\"\"},".length();
    private static final int REPLACE = "{\"op\":\"replace\",\"path\":\"\",\"value\":},".length();
    private static final int MOVE = "{\"op\":\"move\",\"from\":\"\",\"path\":\"\"},".length();

    private static final int NAMED = -1;

    private final int keptBytes;
    private final List<Operation> operations = new ArrayList<>();
    private long bytes;

    private String[] path = new String[8];
    /** An array's place, of which {@link #path} gets the text once it is asked for; otherwise {@link #NAMED}. */
    private int[] indexes = new int[8];
    /** How many bytes the path takes up to each step. */
    private long[] lengths = new long[9];

    private int depth;
    /** How many steps have their text and their length. */
    private int settled;

    /** @param keptBytes of operations that stay even where one replacement were shorter */
    DiffOperations(int keptBytes) {
        this.keptBytes = keptBytes;
    }

    int count() {
        return operations.size();
    }

    long bytes() {
        return bytes;
    }

    Patch patch() {
        return new Patch(operations);
    }

    void enter(String token) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
            indexes = Arrays.copyOf(indexes, 2 * depth);
            lengths = Arrays.copyOf(lengths, 2 * depth + 1);
        }
        indexes[depth] = NAMED;
        path[depth++] = token;
    }

    void enter(int index) {
        enter("");
        indexes[depth - 1] = index;
    }

    void leave() {
        depth--;
        settled = Math.min(settled, depth);
    }

    void add(JsonNode value) {
        operations.add(new Operation.Add(here(), value));
        bytes += ADD + pathBytes() + Measured.of(value).bytes();
    }

    void replace(JsonNode value) {
        replace(value, Measured.of(value).bytes());
    }

    private void replace(JsonNode value, long valueBytes) {
        operations.add(new Operation.Replace(here(), value));
        bytes += REPLACE + pathBytes() + valueBytes;
    }

    void remove() {
        operations.add(new Operation.Remove(here()));
        bytes += REMOVE + pathBytes();
    }

    void moveLast() {
        Pointer here = here();
        operations.add(new Operation.Move(here, here));
        bytes += MOVE + 2 * pathBytes();
    }

    /**
     * Puts one replacement of this place in place of all operations since the mark, if it takes no more bytes and
     * these take more than are kept.
     */
    void replaceIfSmaller(int mark, long markBytes, JsonNode value) {
        if (operations.size() == mark) {
            return;
        }
        long room = bytes - markBytes - REPLACE - pathBytes();
        boolean tooMany = operations.size() - mark > Patch.MAX_OPERATIONS;
        if (!tooMany && bytes - markBytes <= keptBytes) {
            return;
        }
        if (!tooMany && SizeBounds.exceeds(value, room)) {
            return;
        }
        long valueBytes = Measured.of(value).bytes();
        if (tooMany || valueBytes <= room) {
            operations.subList(mark, operations.size()).clear();
            bytes = markBytes;
            replace(value, valueBytes);
        }
    }

    private Pointer here() {
        settle();
        return Pointer.of(path, depth);
    }

    private long pathBytes() {
        settle();
        return lengths[depth];
    }

    private void settle() {
        for (; settled < depth; settled++) {
            if (indexes[settled] != NAMED) {
                path[settled] = Integer.toString(indexes[settled]);
            }
            lengths[settled + 1] = lengths[settled] + tokenBytes(path[settled]);
        }
    }

    private static long tokenBytes(String token) {
        long length = Measured.quoted(token) - 1L;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            length += c == '~' || c == '/' ? 1 : 0;
        }
        return length;
    }
}
