package dev.holdfast.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command line asks for. */
sealed interface Action {
    /**
     * Serve until a signal comes.
     *
     * @param port 0 for one that the system chooses
     * @param dynamodb another store's endpoint; without one DynamoDB Local keeps its data in {@code data}
     * @param instances how many independent instances of the functions take turns
     * @param plugins a directory with board providers; null for none but those of this process
     */
    record Up(
            int port,
            Path data,
            @Nullable URI dynamodb,
            int instances,
            @Nullable Path plugins,
            boolean quiet) implements Action {}

    /** Print one token. */
    record Token(String tenant, String subject, List<String> scopes, Duration ttl, Path data) implements Action {}

    /** Print this and end: a usage text or, with a status other than 0, the line that tells what is wrong. */
    record Reply(String text, int status) implements Action {}
}
