/** Who calls: tokens, callers and scopes. */
@NullMarked
package dev.holdfast.security;

import org.jspecify.annotations.NullMarked;
