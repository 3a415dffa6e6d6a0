/**
 * What the author of a kanban provider sees. A provider is a jar with a {@link dev.holdfast.spi.BoardProviderFactory}
 * in {@code META-INF/services}; it proves itself with the kit of {@code holdfast-provider-kit}.
 *
 * <p>Records here are immutable and check themselves: a value out of bounds is a
 * {@link dev.holdfast.spi.BoardFailure.Rejected}. Texts are kept as given. Times are instants of millisecond precision.
 */
@NullMarked
package dev.holdfast.spi;

import org.jspecify.annotations.NullMarked;
