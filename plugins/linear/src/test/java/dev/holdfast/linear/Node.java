package dev.holdfast.linear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the stand-in keeps: its fields by name; what it is connected with as lists. */
final class Node extends LinkedHashMap<String, @Nullable Object> {

    private static final long serialVersionUID = 1;

    Node with(String field, @Nullable Object value) {
        put(field, value);
        return this;
    }

    String id() {
        return String.valueOf(get("id"));
    }

    String text(String field) {
        return String.valueOf(get(field));
    }

    Node node(String field) {
        if (get(field) instanceof Node node) {
            return node;
        }
        throw new AssertionError("The stand-in has no " + field);
    }

    @SuppressWarnings("unchecked") // Lists in nodes are of nodes: nothing else is put there.
    List<Node> list(String field) {
        return (List<Node>) computeIfAbsent(field, _ -> new ArrayList<Node>());
    }

    boolean isArchived() {
        return get("archivedAt") != null;
    }

    /** Nodes refer to each other: two are equal when they are one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public Object clone() {
        throw new UnsupportedOperationException("There is one of each");
    }
}
