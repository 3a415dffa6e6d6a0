package dev.holdfast.project;

import org.jspecify.annotations.Nullable;

/**
 * Which projects a list shows; null asks for nothing.
 *
 * @param status archived projects are shown only when asked for
 */
public record ProjectFilter(
        @Nullable String tag,
        @Nullable String provider,
        @Nullable Status status) {
    boolean accepts(Listing listing) {
        return (tag == null || listing.profile().tags().contains(tag))
                && (provider == null || provider.equals(listing.profile().provider()))
                && (status == null || listing.status() == status);
    }

    /** Names the list, so that a cursor opens for no other. */
    String listName() {
        return "projects" + named(tag) + named(provider) + named(status == null ? null : status.wire());
    }

    private static String named(@Nullable String value) {
        return value == null ? "\n" : "\n" + value.length() + ":" + value;
    }
}
