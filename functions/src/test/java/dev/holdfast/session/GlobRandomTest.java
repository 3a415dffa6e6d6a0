package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Long globs, made from a path that fits them, or that fits all but one of their characters. */
class GlobRandomTest {
    private static final int CASES = Boolean.getBoolean("holdfast.long") ? 500_000 : 20_000;

    private final Random random = new Random(20260301);

    @Test
    void globs_that_the_same_path_fits_overlap() {
        for (int i = 0; i < CASES; i++) {
            String path = path();
            Target one = Target.glob(generalised(path));
            Target two = random.nextBoolean() ? Target.path(path) : Target.glob(generalised(path));
            assertTrue(one.overlaps(two) && two.overlaps(one), () -> one + " and " + two + " by " + path);
        }
    }

    @Test
    void a_directory_overlaps_as_the_glob_of_all_below_it_does() {
        for (int i = 0; i < CASES; i++) {
            String path = path();
            Target other = Target.glob(generalised(random.nextInt(3) == 0 ? path() : path));
            assertEquals(
                    Target.glob(path + "/**").overlaps(other),
                    Target.path(path + "/").overlaps(other),
                    () -> path + "/ and " + other);
        }
    }

    @Test
    void a_path_that_differs_in_a_character_no_wildcard_stands_for_does_not_fit() {
        for (int i = 0; i < CASES; i++) {
            String path = path();
            int at = random.nextInt(path.length());
            if (path.charAt(at) != '/') {
                String glob = generalised(path.substring(0, at)) + "X" + generalised(path.substring(at + 1));
                assertTrue(
                        TargetText.problemOfGlob(glob).isPresent()
                                || !Target.glob(glob).overlaps(Target.path(path)),
                        () -> glob + " and " + path);
            }
        }
    }

    private String path() {
        return random.ints(1 + random.nextInt(6), 0, 1_000)
                .mapToObj(_ -> random.ints(1 + random.nextInt(8), 'a', 'd')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("/"));
    }

    /** A glob that {@code path} fits. */
    private String generalised(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(name -> random.nextInt(5) == 0 ? "**" : wild(name))
                .collect(Collectors.joining("/"));
    }

    private String wild(String name) {
        StringBuilder wild = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            switch (random.nextInt(6)) {
                case 0 -> wild.append('?');
                case 1 -> {
                    if (wild.isEmpty() || wild.charAt(wild.length() - 1) != '*') {
                        wild.append('*');
                    }
                    i += random.nextInt(3) - 1;
                }
                default -> wild.append(name.charAt(i));
            }
        }
        return wild.toString();
    }
}
