package dev.holdfast.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job at one attempt.
 *
 * @param id the idempotency key of its effect: the same at every attempt
 * @param attempt which one this is, from 1
 * @param fence grows with every lease of the job, or of its group: who keeps the greatest one seen can refuse a worker
 *     that was thought dead
 * @param history of attempts that failed before
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Job(
        String tenant,
        String id,
        String kind,
        @Nullable UUID project,
        byte[] payload,
        int attempt,
        int maxAttempts,
        Instant createdAt,
        @Nullable String group,
        long fence,
        List<FailedAttempt> history) {}
