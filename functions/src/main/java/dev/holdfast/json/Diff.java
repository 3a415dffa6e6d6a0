package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small patch from one document to another. Applied, it gives the other's very text, member order included: a member
 * that comes later than before is moved to the end of its object, and so are those after it.
 *
 * <p>The cost is linear in both documents for each level of nesting. A value is replaced as a whole where that is
 * smaller, or where operations would be more than {@link Patch#MAX_OPERATIONS}.
 */
public final class Diff {
    private static final int FINE_BYTES = 512;

    private final DiffOperations operations;

    private Diff(int keptBytes) {
        this.operations = new DiffOperations(keptBytes);
    }

    /** Empty exactly if both have the same text ({@link JsonEquality#TEXT}). */
    public static Patch between(JsonNode from, JsonNode to) {
        return new Diff(0).patch(from, to);
    }

    /**
     * As {@link #between}, but up to {@value #FINE_BYTES} bytes of operations stay apart even where one replacement
     * were shorter: they touch nothing that others may change beside them.
     */
    public static Patch apart(JsonNode from, JsonNode to) {
        return new Diff(FINE_BYTES).patch(from, to);
    }

    private Patch patch(JsonNode from, JsonNode to) {
        compare(from, to);
        return operations.patch();
    }

    private void compare(JsonNode from, JsonNode to) {
        if (JsonEquality.shared(from, to)) {
            return;
        }
        int mark = operations.count();
        long markBytes = operations.bytes();
        if (from instanceof ObjectNode members && to instanceof ObjectNode others) {
            objects(members, others);
            operations.replaceIfSmaller(mark, markBytes, to);
        } else if (from instanceof ArrayNode items && to instanceof ArrayNode others) {
            arrays(items, others);
            operations.replaceIfSmaller(mark, markBytes, to);
        } else if (!JsonEquality.TEXT.equal(from, to)) {
            operations.replace(to);
        }
    }

    /** Patched members keep their order and added ones come last: what {@code to} begins with in that order stays. */
    private void objects(ObjectNode from, ObjectNode to) {
        Iterator<Map.Entry<String, JsonNode>> old = from.properties().iterator();
        boolean staying = true;
        for (Map.Entry<String, JsonNode> member : to.properties()) {
            String name = member.getKey();
            @Nullable JsonNode value = staying ? next(old, name, from, to) : null;
            if (value != null) {
                compareMember(name, value, member.getValue());
                continue;
            }
            staying = false;
            @Nullable JsonNode earlier = from.get(name);
            if (earlier == null) {
                operations.enter(name);
                operations.add(member.getValue());
                operations.leave();
            } else {
                operations.enter(name);
                operations.moveLast();
                operations.leave();
                compareMember(name, earlier, member.getValue());
            }
        }
        removeRest(old, to);
    }

    /** The value of the next old member of that name; those passed by are removed unless they come later. */
    private @Nullable JsonNode next(
            Iterator<Map.Entry<String, JsonNode>> old, String name, ObjectNode from, ObjectNode to) {
        boolean known = false;
        while (old.hasNext()) {
            Map.Entry<String, JsonNode> member = old.next();
            if (member.getKey().equals(name)) {
                return member.getValue();
            }
            removeUnless(to, member.getKey());
            if (!known && !from.has(name)) {
                return null;
            }
            known = true;
        }
        return null;
    }

    private void removeRest(Iterator<Map.Entry<String, JsonNode>> old, ObjectNode to) {
        while (old.hasNext()) {
            removeUnless(to, old.next().getKey());
        }
    }

    private void removeUnless(ObjectNode to, String name) {
        if (!to.has(name)) {
            operations.enter(name);
            operations.remove();
            operations.leave();
        }
    }

    private void compareMember(String name, JsonNode from, JsonNode to) {
        operations.enter(name);
        compare(from, to);
        operations.leave();
    }

    private void arrays(ArrayNode from, ArrayNode to) {
        int[] matches = Alignment.of(from, to);
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && matches[i] == j) {
                i++;
                j++;
                continue;
            }
            int end = i;
            while (end < from.size() && matches[end] == Alignment.NONE) {
                end++;
            }
            int toEnd = end < from.size() ? matches[end] : to.size();
            run(from, i, end, to, j, toEnd);
            i = end;
            j = toEnd;
        }
    }

    /** Everything before {@code start} is already as in {@code to}, so that indexes there are those of the patch. */
    private void run(ArrayNode from, int oldStart, int oldEnd, ArrayNode to, int start, int end) {
        int at = start;
        int i = oldStart;
        while (i < oldEnd && at < end) {
            operations.enter(at);
            compare(from.get(i++), to.get(at++));
            operations.leave();
        }
        operations.enter(at);
        for (; i < oldEnd; i++) {
            operations.remove();
        }
        operations.leave();
        for (; at < end; at++) {
            operations.enter(at);
            operations.add(to.get(at));
            operations.leave();
        }
    }
}
