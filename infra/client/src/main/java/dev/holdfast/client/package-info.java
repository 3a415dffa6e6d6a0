/** The command line for a machine that may be offline: commands, their options, their output. */
@NullMarked
package dev.holdfast.client;

import org.jspecify.annotations.NullMarked;
