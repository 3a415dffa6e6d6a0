/** Answers kept for a while on this machine. */
@NullMarked
package dev.holdfast.client.cache;

import org.jspecify.annotations.NullMarked;
