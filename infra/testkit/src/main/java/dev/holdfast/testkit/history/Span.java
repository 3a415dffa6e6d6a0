package dev.holdfast.testkit.history;

import java.time.Instant;

/**
 * When a call was under way.
 *
 * @param begun its place in an order over all calls, taken before it is made
 * @param ended likewise, taken after its answer
 * @param clockBegun what the called instance's own clock said before
 * @param clockEnded what that clock said after
 */
public record Span(long begun, long ended, Instant clockBegun, Instant clockEnded) {}
