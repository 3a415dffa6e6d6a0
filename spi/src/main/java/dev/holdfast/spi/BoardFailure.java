package dev.holdfast.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call on a board failed, typed by what to do next. Messages say what was wrong in words that may be shown to
 * whoever called: no secrets, no addresses, no answer of the back end as it came.
 */
public abstract sealed class BoardFailure extends RuntimeException {

    private final @Nullable Duration retryAfter;

    private BoardFailure(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** What to do next, as one sentence. */
    public abstract String advice();

    /** Whether the same call may succeed later without anybody doing anything. */
    public boolean passing() {
        return this instanceof RateLimited || this instanceof Unavailable;
    }

    /** How long to wait before the next attempt, where the back end said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The back end does not accept the credentials, or they do not reach far enough. */
    public static final class Unauthorized extends BoardFailure {
        public Unauthorized(String message) {
            super(message, null, null);
        }

        @Override
        public String advice() {
            return "Give the board's provider other credentials.";
        }
    }

    /** There is no such board, task or attachment. */
    public static final class NotFound extends BoardFailure {
        public NotFound(String message) {
            super(message, null, null);
        }

        @Override
        public String advice() {
            return "Read the board again; what was named is not on it.";
        }
    }

    /** Too many calls. Nothing was done. */
    public static final class RateLimited extends BoardFailure {
        /** @param retryAfter how long to wait; a provider that is not told makes a guess */
        public RateLimited(String message, Duration retryAfter) {
            super(message, retryAfter, null);
        }

        @Override
        public String advice() {
            return "Try again after the time in retryAfter.";
        }
    }

    /** No usable answer: down, unreachable or too slow. A command may have been carried out. */
    public static final class Unavailable extends BoardFailure {
        public Unavailable(String message) {
            super(message, null, null);
        }

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, null, cause);
        }

        public Unavailable(String message, Duration retryAfter) {
            super(message, retryAfter, null);
        }

        @Override
        public String advice() {
            return "Try again later, a command under the same id.";
        }
    }

    /** The call can never succeed as it is. Nothing was done. */
    public static final class Rejected extends BoardFailure {
        public Rejected(String message) {
            super(message, null, null);
        }

        @Override
        public String advice() {
            return "Change the call; it is refused as it is.";
        }
    }

    /** The back end has nothing like it. Nothing was done. */
    public static final class Unsupported extends BoardFailure {
        public Unsupported(Capability missing) {
            this("This board has no " + Words.plain(missing.name()));
        }

        public Unsupported(String message) {
            super(message, null, null);
        }

        @Override
        public String advice() {
            return "Do without it, or use another kind of board.";
        }
    }
}
