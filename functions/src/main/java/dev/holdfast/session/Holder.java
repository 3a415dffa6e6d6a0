package dev.holdfast.session;

import java.time.Instant;

/**
 * A session as far as its claims depend on it.
 *
 * @param ended whether it was closed or has expired: it never becomes active again
 * @param deadline when it expires unless it is touched before
 */
record Holder(String sessionId, String agentName, String intent, boolean ended, Instant deadline) {}
