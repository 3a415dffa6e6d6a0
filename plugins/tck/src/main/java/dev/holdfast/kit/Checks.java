package dev.holdfast.kit;

/** Checks of one kind; they share the bench of the test. */
interface Checks {
    Bench bench();
}
