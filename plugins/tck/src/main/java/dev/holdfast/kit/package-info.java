/** The checks that every kanban provider passes: extend {@link dev.holdfast.kit.ProviderKit}. */
@NullMarked
package dev.holdfast.kit;

import org.jspecify.annotations.NullMarked;
