package dev.holdfast.board;

import java.time.Instant;

/**
 * An assignment as it stands now.
 *
 * @param leaseEnds with what its session adds
 * @param live whether the lease goes on; a task whose lease has ended is free to take
 */
public record Held(Assignment assignment, Instant leaseEnds, boolean live) {}
