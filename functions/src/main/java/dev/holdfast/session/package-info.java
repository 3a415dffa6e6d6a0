/** Agents at work on a project: who they are, what they modify, what they have claimed. */
@NullMarked
package dev.holdfast.session;

import org.jspecify.annotations.NullMarked;
