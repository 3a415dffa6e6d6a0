package dev.holdfast.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work to be done at least once, with the same id at every attempt.
 *
 * @param id unique within the tenant; made of the operation that causes it, so that a repeated operation causes it once
 * @param project that it belongs to; null for none
 * @param payload what its handler understands; sealed in the store, and any length
 * @param group jobs of one group are done one after another, in the order they were put in; null for no order
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record NewJob(
        String id,
        String kind,
        @Nullable UUID project,
        byte[] payload,
        int maxAttempts,
        Instant dueAt,
        @Nullable String group) {
    /** With the delays of {@link RetryDelay}, about seven hours. */
    public static final int DEFAULT_ATTEMPTS = 12;

    /** A job of the tenant that is tried {@value #DEFAULT_ATTEMPTS} times at most. */
    public static NewJob of(String kind, String id, byte[] payload, Instant dueAt) {
        return new NewJob(id, kind, null, payload, DEFAULT_ATTEMPTS, dueAt, null);
    }

    public NewJob forProject(UUID owner) {
        return new NewJob(id, kind, owner, payload, maxAttempts, dueAt, group);
    }

    public NewJob inGroup(String name) {
        return new NewJob(id, kind, project, payload, maxAttempts, dueAt, name);
    }

    public NewJob triedAtMost(int attempts) {
        return new NewJob(id, kind, project, payload, attempts, dueAt, group);
    }
}
