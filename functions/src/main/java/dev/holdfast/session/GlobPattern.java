package dev.holdfast.session;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of relative paths. Immutable.
 *
 * @param text as it was given
 * @param segments what stands between the slashes
 */
record GlobPattern(String text, List<GlobSegment> segments) {
    private static final GlobSegment ANY = new GlobSegment.Any();

    /** The pattern of a checked text with wildcards. */
    static GlobPattern ofGlob(String text) {
        return new GlobPattern(text, split(text).map(GlobSegment::of).toList());
    }

    /** This one path; with a slash at its end, the directory and all below. */
    static GlobPattern ofPath(String text) {
        Stream<GlobSegment> names = split(text).map(GlobSegment.Name::new);
        return new GlobPattern(text, (text.endsWith("/") ? Stream.concat(names, Stream.of(ANY)) : names).toList());
    }

    /** Whether some path is in both. Takes time in proportion to the product of their lengths. */
    boolean meets(GlobPattern other) {
        int size = other.segments.size();
        boolean[] row = new boolean[size + 1];
        row[0] = true;
        for (GlobSegment segment : segments) {
            boolean[] next = new boolean[size + 1];
            boolean reached = false;
            for (int j = 0; j <= size; j++) {
                if (row[j]) {
                    step(segment, other.segments, j, row, next);
                    reached = true;
                }
            }
            if (!reached) {
                return false;
            }
            row = next;
        }
        for (int j = 0; j < size; j++) {
            row[j + 1] |= row[j] && other.segments.get(j) instanceof GlobSegment.Any;
        }
        return row[size];
    }

    /** From where this pattern is before {@code segment} and the other before its {@code j}th. */
    private static void step(GlobSegment segment, List<GlobSegment> others, int j, boolean[] row, boolean[] next) {
        boolean ended = j == others.size();
        boolean any = segment instanceof GlobSegment.Any;
        boolean otherAny = !ended && others.get(j) instanceof GlobSegment.Any;
        if (any || otherAny) {
            // Either takes one more segment of the other, or ends here.
            next[j] = true;
            if (!ended) {
                row[j + 1] = true;
            }
        } else if (!ended && !next[j + 1]) {
            next[j + 1] = segment.meets(others.get(j));
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private static Stream<String> split(String text) {
        return Arrays.stream(text.split("/"));
    }
}
