package dev.holdfast.kit;

import java.time.Duration;

/** How a back end misbehaves while a fault is injected. */
public enum Fault {
    /** Every call is refused as one too many, to be repeated after {@link #RETRY_AFTER}; nothing is done. */
    RATE_LIMIT,
    /** Nobody answers; nothing is done. */
    OUTAGE,
    /** What is asked is done, and the connection breaks before the answer. */
    LOST_REPLY,
    /** The credentials are not accepted any more. */
    BAD_CREDENTIALS,
    /** Answers begin only after a call may last, 5 seconds. */
    SLOW_REPLY,
    /** Answers are well-formed and many times larger than a provider may read, 1 MiB. */
    OVERSIZED_REPLY;

    /** What the back end asks for under {@link #RATE_LIMIT}. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(7);
}
