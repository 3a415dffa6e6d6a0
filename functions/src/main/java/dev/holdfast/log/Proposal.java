package dev.holdfast.log;

import org.jspecify.annotations.Nullable;

/**
 * Decides, against the head as it is read, what is to be appended. Called again when another writer was first; pure.
 *
 * @param <S> the log's state
 */
@FunctionalInterface
public interface Proposal<S> {
    /** @throws dev.holdfast.problem.Refusal to refuse; nothing is written then */
    Decision<S> decide(View<S> head);

    /** What to do at this head. */
    sealed interface Decision<S> {
        /** The head is as wanted already: nothing is written and no seq is used. */
        record Nothing<S>() implements Decision<S> {}

        /**
         * Append this.
         *
         * @param lifetime for an open; else null
         * @param next the state after it; null after a close
         */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Append<S>(
                Kind kind,
                @Nullable Lifetime lifetime,
                @Nullable String schemaVersion,
                byte[] payload,
                @Nullable S next)
                implements Decision<S> {}
    }
}
