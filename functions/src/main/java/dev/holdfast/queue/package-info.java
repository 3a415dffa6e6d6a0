/** A durable queue that retries what failed for a passing cause until it succeeds or a person sees why not. */
@NullMarked
package dev.holdfast.queue;

import org.jspecify.annotations.NullMarked;
