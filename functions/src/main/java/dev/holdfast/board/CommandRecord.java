package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command. Its id is that of the job, where it waits for the board.
 *
 * @param digest of the request; empty when the caller gave no key
 * @param task null while there is none
 * @param run which run it is of, told apart from every other one
 * @param until when a run that has not ended counts as dead
 * @param attempts of the job so far
 * @param said the result when done, {@code {error, detail}} of the last failure otherwise; null for neither
 */
public record CommandRecord(
        String id,
        String digest,
        State state,
        CommandKind kind,
        @Nullable String task,
        Instant at,
        String run,
        Instant until,
        int attempts,
        @Nullable ObjectNode said) {
    /** Where a command stands. */
    public enum State {
        /** A call is at it. */
        RUNNING,
        /** It waits for the board to answer again. */
        QUEUED,
        DONE,
        /** It was given up, and is among the dead letters. */
        FAILED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CommandRecord on(@Nullable String known) {
        return new CommandRecord(id, digest, state, kind, known, at, run, until, attempts, said);
    }

    /** As an attempt of the job leaves it. */
    CommandRecord after(State next, int attempt, @Nullable ObjectNode outcome) {
        return new CommandRecord(id, digest, next, kind, task, at, run, until, attempt, outcome);
    }
}
