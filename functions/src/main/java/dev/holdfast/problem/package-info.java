/** The typed failures that every package raises and the edge turns into answers. */
@NullMarked
package dev.holdfast.problem;

import org.jspecify.annotations.NullMarked;
