/** The edge: functions, HTTP routing, decoding and encoding, problem details. */
@NullMarked
package dev.holdfast.lambda;

import org.jspecify.annotations.NullMarked;
