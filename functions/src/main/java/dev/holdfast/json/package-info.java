/** JSON that does not corrupt: strict reading and typed fields. Pure, no I/O. */
@NullMarked
package dev.holdfast.json;

import org.jspecify.annotations.NullMarked;
