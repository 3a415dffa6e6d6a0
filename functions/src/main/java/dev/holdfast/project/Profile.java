package dev.holdfast.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project says of itself in every listing.
 *
 * @param tags sorted, without duplicates
 * @param provider the name of the board's provider
 */
public record Profile(
        String name,
        ProjectType type,
        @Nullable String primaryLanguage,
        @Nullable String framework,
        List<String> tags,
        @Nullable String provider) {}
