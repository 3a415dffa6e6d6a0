/** Stores a second on one document: Holdfast's log beside an item that is read and replaced. */
@NullMarked
package dev.holdfast.bench.log;

import org.jspecify.annotations.NullMarked;
