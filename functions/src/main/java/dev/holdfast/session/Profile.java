package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What an agent says of its session when it opens it.
 *
 * @param agentId how the agent calls itself
 * @param displayName a name for people
 * @param host where it runs: sessions of a host that crashed are ended together
 */
public record Profile(
        String agentId,
        @Nullable String displayName,
        @Nullable String intent,
        @Nullable String repoId,
        @Nullable String changesetId,
        @Nullable String baseCommit,
        @Nullable String host) {}
