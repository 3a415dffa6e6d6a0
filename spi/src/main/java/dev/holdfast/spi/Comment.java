package dev.holdfast.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a task.
 *
 * @param author as the back end names it, or null when it does not tell
 */
public record Comment(String id, @Nullable String author, String text, Instant createdAt) {}
