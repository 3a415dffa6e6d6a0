package dev.holdfast.json;

import org.jspecify.annotations.Nullable;

/** A path that grows downwards while a document is walked, at one small object for each step. */
final class Place {
    private final @Nullable Place parent;
    private final String token;
    private final int depth;

    private Place(@Nullable Place parent, String token, int depth) {
        this.parent = parent;
        this.token = token;
        this.depth = depth;
    }

    static Place root() {
        return new Place(null, "", 0);
    }

    Place child(String name) {
        return new Place(this, name, depth + 1);
    }

    Place child(int index) {
        return child(Integer.toString(index));
    }

    /** The root's is the root. */
    Place parent() {
        return parent == null ? this : parent;
    }

    String token() {
        return token;
    }

    int depth() {
        return depth;
    }

    Pointer pointer() {
        String[] tokens = new String[depth];
        Place place = this;
        for (int i = depth - 1; i >= 0; i--) {
            tokens[i] = place.token;
            place = place.parent();
        }
        return Pointer.of(tokens, depth);
    }
}
