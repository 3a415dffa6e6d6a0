/** Projects: registration, resolving, batch sync, listing, links between parents and children. */
@NullMarked
package dev.holdfast.project;

import org.jspecify.annotations.NullMarked;
