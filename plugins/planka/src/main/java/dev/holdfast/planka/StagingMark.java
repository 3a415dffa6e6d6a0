package dev.holdfast.planka;

/** What ends the description of a card that is not whole yet; invisible where Markdown is shown. */
final class StagingMark {

    private static final String MARK = "<!-- holdfast-staged -->";

    private StagingMark() {}

    static String put(String description) {
        return description + (description.isEmpty() ? "" : "\n\n") + MARK;
    }

    static boolean isIn(String description) {
        return description.equals(MARK) || description.endsWith("\n\n" + MARK);
    }

    /** The description as it was put in. */
    static String strip(String description) {
        if (!isIn(description)) {
            return description;
        }
        int end = description.length() - MARK.length();
        return description.substring(0, Math.max(0, end - 2));
    }
}
