package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Overlap against all paths that there are: every pair of small globs, and every short path over a tiny alphabet. */
class GlobExhaustiveTest {
    @Test
    void names_overlap_exactly_if_a_name_fits_both() {
        List<String> globs = texts(List.of("a", "b", ".", "*", "?"), "", 4).stream()
                .filter(glob -> TargetText.problemOfGlob(glob).isEmpty())
                .toList();
        List<String> names = texts(List.of("a", "b", "."), "", 6).stream()
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
        assertTrue(globs.size() > 500);
        assertExact(globs, names);
    }

    @Test
    void paths_overlap_exactly_if_a_path_fits_both() {
        List<String> globs = texts(List.of("a", "b", "*", "?a", "b*", "**"), "/", 3);
        List<String> paths = texts(List.of("a", "b", "aa", "ba", "bb"), "/", 5);
        assertEquals(6 + 36 + 216, globs.size());
        assertExact(globs, paths);
    }

    private static void assertExact(List<String> globs, List<String> paths) {
        List<BitSet> fitting = globs.stream().map(glob -> fitting(glob, paths)).toList();
        List<Target> targets = globs.stream().map(Target::glob).toList();
        int overlapping = 0;
        for (int i = 0; i < globs.size(); i++) {
            for (int j = 0; j < globs.size(); j++) {
                boolean common = fitting.get(i).intersects(fitting.get(j));
                if (targets.get(i).overlaps(targets.get(j)) != common) {
                    assertEquals(common, !common, globs.get(i) + " and " + globs.get(j));
                }
                overlapping += common ? 1 : 0;
            }
        }
        int pairs = globs.size() * globs.size();
        assertTrue(overlapping > pairs / 20 && overlapping < pairs - pairs / 20, overlapping + " of " + pairs);
    }

    private static BitSet fitting(String glob, List<String> paths) {
        Pattern pattern = Pattern.compile(Stream.of(glob.split("/"))
                .map(segment -> segment.equals("**")
                        ? "([^/]+/)*"
                        : segment.replace(".", "\\.").replace("*", "[^/]*").replace("?", "[^/]") + "/")
                .collect(Collectors.joining()));
        BitSet fitting = new BitSet();
        for (int i = 0; i < paths.size(); i++) {
            fitting.set(i, pattern.matcher(paths.get(i) + "/").matches());
        }
        return fitting;
    }

    /** Every row of 1 to {@code most} of the parts. */
    private static List<String> texts(List<String> parts, String between, int most) {
        List<String> texts = new ArrayList<>(parts);
        List<String> longest = parts;
        for (int length = 2; length <= most; length++) {
            longest = longest.stream()
                    .flatMap(text -> parts.stream().map(part -> text + between + part))
                    .toList();
            texts.addAll(longest);
        }
        return texts;
    }
}
