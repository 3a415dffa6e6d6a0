/** Jobs a second: Holdfast's queue beside db-scheduler. */
@NullMarked
package dev.holdfast.bench.queue;

import org.jspecify.annotations.NullMarked;
