package dev.holdfast.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a session has read a file.
 *
 * @param seq of the store that was current then; null when it did not say
 * @param commit at which it was read; null when it did not say
 */
public record FileRead(
        FilePath path, @Nullable Long seq, @Nullable String commit, Instant at) {}
