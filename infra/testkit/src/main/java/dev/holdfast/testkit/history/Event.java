package dev.holdfast.testkit.history;

import org.jspecify.annotations.Nullable;

/** One call to a log, as its caller saw it. */
public sealed interface Event {
    String log();

    Span span();

    /**
     * A call to append. Attempts of one operation share its id, whatever became of them.
     *
     * @param base the seq the caller named; null for none
     * @param change what the caller wanted, in any form in which {@link Standing#change} has it too
     */
    record Attempt(
            String log,
            Span span,
            String operation,
            Kind kind,
            @Nullable Long base,
            String change,
            Outcome outcome) implements Event {}

    /**
     * A call that was told the newest state.
     *
     * @param seq the newest entry; 0 for a log without any
     * @param state null when no life stood
     * @param renews whether an idle life was to be kept alive by it
     */
    record Look(String log, Span span, long seq, @Nullable String state, boolean renews) implements Event {}

    /** A call that was told the state after {@code seq}, which need not be the newest. */
    record PastLook(
            String log, Span span, long seq, @Nullable String state) implements Event {}

    /** A call that was told nothing, but may have kept a life alive. */
    record Silence(String log, Span span) implements Event {}
}
