package dev.holdfast.planka;

import java.net.URI;

/**
 * How the names on a board are read.
 *
 * @param base where the server is
 */
record Mapping(URI base, StatusNames statuses, LabelNames labels) {}
