/** Kanban boards in GitHub Projects and issues. */
@NullMarked
package dev.holdfast.github;

import org.jspecify.annotations.NullMarked;
