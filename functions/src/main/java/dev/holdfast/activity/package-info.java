/** What happened in a project: its feed, and the triggers that tell others of it. */
@NullMarked
package dev.holdfast.activity;

import org.jspecify.annotations.NullMarked;
