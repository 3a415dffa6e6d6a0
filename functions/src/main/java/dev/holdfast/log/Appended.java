package dev.holdfast.log;

/** How an append ended. {@code view} is the log as it was seen then. */
public sealed interface Appended<S> {
    View<S> view();

    /** @param repeated whether this operation had written the entry before: the answer must be the original one */
    record Written<S>(View<S> view, Entry entry, boolean repeated) implements Appended<S> {}

    record Unchanged<S>(View<S> view) implements Appended<S> {}
}
