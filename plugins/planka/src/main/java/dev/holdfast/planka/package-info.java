/** Kanban boards on a Planka 2 server. */
@NullMarked
package dev.holdfast.planka;

import org.jspecify.annotations.NullMarked;
