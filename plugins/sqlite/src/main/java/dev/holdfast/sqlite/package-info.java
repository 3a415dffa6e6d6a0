/** Kanban boards in a SQLite file: several boards in one file, several processes on it, attachments beside it. */
@NullMarked
package dev.holdfast.sqlite;

import org.jspecify.annotations.NullMarked;
