/**
 * The append-only log with snapshots: the engine under stores and claims. Entry n + 1 is one put that requires entry
 * n + 1 not to exist; that is the whole concurrency control.
 */
@NullMarked
package dev.holdfast.log;

import org.jspecify.annotations.NullMarked;
