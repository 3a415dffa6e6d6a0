package dev.holdfast.log;

/** How an append ended. {@code view} is the log as it was seen then. */
public sealed interface Appended<S> {
    View<S> view();

    /**
     * @param repeated whether this operation had written the entry before: the answer must be the original one
     * @param restarted whether the entry, an open, came in one step with the close before it
     */
    record Written<S>(View<S> view, Entry entry, boolean repeated, boolean restarted) implements Appended<S> {}

    record Unchanged<S>(View<S> view) implements Appended<S> {}
}
