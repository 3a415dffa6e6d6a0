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

    private final List<Operation> operations = new ArrayList<>();
    private long bytes;

    private String[] path = new String[8];
    private int depth;

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
        }
        path[depth++] = token;
    }

    void enter(int index) {
        enter(Integer.toString(index));
    }

    void leave() {
        depth--;
    }

    void add(JsonNode value) {
        operations.add(new Operation.Add(here(), value));
        bytes += ADD + pathBytes() + Measured.of(value).bytes();
    }

    void replace(JsonNode value) {
        operations.add(new Operation.Replace(here(), value));
        bytes += REPLACE + pathBytes() + Measured.of(value).bytes();
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

    /** Puts one replacement of this place in place of all operations since the mark, if it takes no more bytes. */
    void replaceIfSmaller(int mark, long markBytes, JsonNode value) {
        if (operations.size() == mark) {
            return;
        }
        long room = bytes - markBytes - REPLACE - pathBytes();
        boolean tooMany = operations.size() - mark > Patch.MAX_OPERATIONS;
        if (tooMany || (room > 0 && Measured.of(value, room).bytes() <= room)) {
            operations.subList(mark, operations.size()).clear();
            bytes = markBytes;
            replace(value);
        }
    }

    private long pathBytes() {
        long length = 0;
        for (int i = 0; i < depth; i++) {
            length += Measured.quoted(path[i]) - 1;
            for (int j = 0; j < path[i].length(); j++) {
                char c = path[i].charAt(j);
                length += c == '~' || c == '/' ? 1 : 0;
            }
        }
        return length;
    }

    private Pointer here() {
        return Pointer.of(path, depth);
    }
}
