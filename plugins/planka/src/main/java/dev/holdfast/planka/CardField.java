package dev.holdfast.planka;

/** What Planka has no place of its own for: kept in custom fields of the board, in a group of this provider. */
enum CardField {
    /** The worker that holds the task, unless that is a member of the board. */
    HOLDER("Holder"),
    ESTIMATED_HOURS("Estimated hours"),
    ACTUAL_HOURS("Actual hours");

    /** The group's name. */
    static final String GROUP = "Holdfast";

    /** The most characters that a field holds. */
    static final int MOST = 512;

    private final String title;

    CardField(String title) {
        this.title = title;
    }

    /** The field's name. */
    String title() {
        return title;
    }
}
