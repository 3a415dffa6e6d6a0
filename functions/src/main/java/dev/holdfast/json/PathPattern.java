package dev.holdfast.json;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Places in documents: a JSON Pointer in which a token {@code *} stands for any one token; {@code ~2} stands for the
 * token that is an asterisk. Immutable.
 */
public final class PathPattern {
    private static final String ANY = "*";
    private static final String ASTERISK = "~2";

    private final Pointer pointer;
    private final boolean[] any;

    private PathPattern(Pointer pointer, boolean[] any) {
        this.pointer = pointer;
        this.any = any;
    }

    /** @throws Refusal INVALID_POINTER */
    public static PathPattern parse(String text) {
        String[] parts = text.split("/", -1);
        boolean[] any = new boolean[parts.length - 1];
        for (int i = 0; i < any.length; i++) {
            any[i] = parts[i + 1].equals(ANY);
            if (parts[i + 1].equals(ASTERISK)) {
                parts[i + 1] = ANY;
            }
        }
        Pointer pointer = Pointer.parseOrNull(String.join("/", parts));
        if (pointer == null) {
            throw new Refusal(
                    Reason.INVALID_POINTER,
                    "A pattern is a JSON Pointer in which the token * stands for any one and ~2 for an asterisk.");
        }
        return new PathPattern(pointer, any);
    }

    boolean matches(Place place) {
        return place.depth() == any.length && matchesAbove(place);
    }

    /** Whether it matches the place or one above it. */
    boolean covers(Place place) {
        Place above = place;
        while (above.depth() > any.length) {
            above = above.parent();
        }
        return matches(above);
    }

    private boolean matchesAbove(Place end) {
        Place place = end;
        for (int i = any.length - 1; i >= 0; i--) {
            if (!any[i] && !pointer.token(i).equals(place.token())) {
                return false;
            }
            place = place.parent();
        }
        return true;
    }

    /** Whether it is longer, or of the same length and names a token first where the other takes any. */
    boolean isMoreSpecificThan(PathPattern other) {
        if (any.length != other.any.length) {
            return any.length > other.any.length;
        }
        int difference = Arrays.mismatch(any, other.any);
        return difference >= 0 && other.any[difference];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPattern pattern
                && pointer.equals(pattern.pointer)
                && Arrays.equals(any, pattern.any);
    }

    @Override
    public int hashCode() {
        return 31 * pointer.hashCode() + Arrays.hashCode(any);
    }

    /** The text {@link #parse} reads. */
    @Override
    public String toString() {
        String[] parts = pointer.toString().split("/", -1);
        for (int i = 0; i < any.length; i++) {
            if (!any[i] && parts[i + 1].equals(ANY)) {
                parts[i + 1] = ASTERISK;
            }
        }
        return String.join("/", parts);
    }
}
