/** What spans projects and all that belongs to them. */
@NullMarked
package dev.holdfast.context;

import org.jspecify.annotations.NullMarked;
