package dev.holdfast.project;

import org.jspecify.annotations.Nullable;

/** A field of a merge patch (RFC 7396): left out, or given with a value, where null removes. */
record Given<T extends @Nullable Object>(
        boolean present, @Nullable T value) {
    @Nullable
    T over(@Nullable T known) {
        return present ? value : known;
    }
}
