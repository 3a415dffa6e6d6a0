package dev.holdfast.spi;

import java.time.Instant;

/**
 * A file on a task.
 *
 * @param name as it was given, no path
 * @param mediaType such as {@code text/plain}
 * @param size in bytes
 */
public record Attachment(String id, String name, String mediaType, long size, Instant createdAt) {}
