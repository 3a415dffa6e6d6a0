/** Calls to a Holdfast, and what each answer means for the call. */
@NullMarked
package dev.holdfast.client.http;

import org.jspecify.annotations.NullMarked;
