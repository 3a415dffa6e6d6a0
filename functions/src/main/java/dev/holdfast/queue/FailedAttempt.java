package dev.holdfast.queue;

import java.time.Instant;

/**
 * An attempt that failed and told why; one whose worker died leaves a gap in the numbers.
 *
 * @param number from 1
 */
public record FailedAttempt(int number, Instant at, String cause) {}
