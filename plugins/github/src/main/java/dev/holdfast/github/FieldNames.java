package dev.holdfast.github;

/** What the fields of a project are called in which tasks keep what issues have no place for. */
record FieldNames(
        String status, String worker, String priority, String estimated, String actual, String due, String dueTime) {}
