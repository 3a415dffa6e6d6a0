/** The same functions as one process on this machine: command line, start and stop, tokens. */
@NullMarked
package dev.holdfast.local;

import org.jspecify.annotations.NullMarked;
