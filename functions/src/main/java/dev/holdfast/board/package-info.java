/** Kanban boards behind one set of commands, whoever provides them. */
@NullMarked
package dev.holdfast.board;

import org.jspecify.annotations.NullMarked;
