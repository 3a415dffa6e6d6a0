/** A board provider that tests put into a jar, as a third party would. */
@NullMarked
package dev.holdfast.local.plugin;

import org.jspecify.annotations.NullMarked;
