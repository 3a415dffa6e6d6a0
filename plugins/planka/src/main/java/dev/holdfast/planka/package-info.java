/**
 * Kanban boards on a Planka 2 server. One answer tells the whole board; a {@link dev.holdfast.planka.Snapshot} keeps it, a
 * {@link dev.holdfast.planka.BoardView} reads tasks out of it, and an {@link dev.holdfast.planka.Application} carries a
 * command out against it, each step so that it can be found done.
 */
@NullMarked
package dev.holdfast.planka;

import org.jspecify.annotations.NullMarked;
