package dev.holdfast.log;

import java.time.Instant;
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
    sealed interface Decision<S> {}

    /** The head is as wanted already: nothing is written and no seq is used. */
    record Nothing<S>() implements Decision<S> {}

    /**
     * Append this.
     *
     * @param lifetime for an open, or a configuration that changes how long history is kept; else null
     * @param next the state after it; null after a close
     * @param due when what it causes falls due; null when it causes nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Append<S>(
            Kind kind,
            @Nullable Lifetime lifetime,
            @Nullable String schemaVersion,
            byte[] payload,
            @Nullable S next,
            @Nullable Instant due)
            implements Decision<S> {
        public static <S> Append<S> open(Lifetime lifetime, @Nullable String schemaVersion, byte[] payload, S next) {
            return new Append<>(Kind.OPEN, lifetime, schemaVersion, payload, next, null);
        }

        public static <S> Append<S> change(@Nullable String schemaVersion, byte[] payload, S next) {
            return new Append<>(Kind.CHANGE, null, schemaVersion, payload, next, null);
        }

        public static <S> Append<S> close(byte[] payload) {
            return new Append<>(Kind.CLOSE, null, null, payload, null, null);
        }
    }

    /** Ends the life and begins the next at once, so that nobody sees the log closed: a change of mode. */
    record Restart<S>(Append<S> close, Append<S> open) implements Decision<S> {}
}
