package dev.holdfast.session;

/**
 * The product of the automata of two segment patterns, and of one that takes every name but {@code .} and {@code ..}:
 * no path has those. A state is how far each pattern is read, with a bit for each state of the third.
 */
final class GlobProduct {
    /** Any number of characters, none included. */
    static final int STAR = -1;

    /** Any one character. */
    static final int ONE = -2;

    private static final int NOTHING_READ = 1;
    /** Something other than one or two dots. */
    private static final int A_NAME = 8;

    private static final int EVERY = 15;

    private GlobProduct() {}

    /** Whether some name fits both. Takes time in proportion to the product of their lengths. */
    static boolean isInhabited(int[] one, int[] two) {
        int[] row = new int[two.length + 1];
        row[0] = NOTHING_READ;
        for (int i = 0; i < one.length; i++) {
            int[] next = new int[two.length + 1];
            boolean reached = false;
            for (int j = 0; j <= two.length; j++) {
                if (row[j] != 0) {
                    step(one[i], two, j, row, next);
                    reached = true;
                }
            }
            if (!reached) {
                return false;
            }
            row = next;
        }
        for (int j = 0; j < two.length; j++) {
            if (two[j] == STAR) {
                row[j + 1] |= row[j];
            }
        }
        return (row[two.length] & A_NAME) != 0;
    }

    /** From where the first pattern is before {@code token} and the second before its {@code j}th. */
    private static void step(int token, int[] two, int j, int[] row, int[] next) {
        boolean ended = j == two.length;
        boolean star = token == STAR;
        boolean otherStar = !ended && two[j] == STAR;
        if (star && otherStar) {
            row[j] |= A_NAME;
        }
        if (star) {
            next[j] |= row[j];
        } else if (otherStar) {
            next[j] |= read(row[j], token);
        }
        if (otherStar) {
            row[j + 1] |= row[j];
        } else if (star && !ended) {
            row[j + 1] |= read(row[j], two[j]);
        } else if (!ended && (token == two[j] || token == ONE || two[j] == ONE)) {
            next[j + 1] |= read(row[j], token == ONE ? two[j] : token);
        }
    }

    private static int read(int states, int token) {
        int afterDot = ((states << 1) & EVERY) | (states & A_NAME);
        return switch (token) {
            case '.' -> afterDot;
            case ONE -> afterDot | A_NAME;
            default -> A_NAME;
        };
    }
}
