/** Kanban boards of Linear teams. */
@NullMarked
package dev.holdfast.linear;

import org.jspecify.annotations.NullMarked;
