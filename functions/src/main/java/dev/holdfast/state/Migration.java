package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One step from a schema version to a later one.
 *
 * @param change a JSON Patch (RFC 6902) if it is an array, else a merge patch (RFC 7396)
 */
public record Migration(SchemaVersion from, SchemaVersion to, JsonNode change) {}
