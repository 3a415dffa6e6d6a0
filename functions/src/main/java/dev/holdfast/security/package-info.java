/** Who calls: tokens, callers and scopes; and what only they may read: cursors and sealed bytes. */
@NullMarked
package dev.holdfast.security;

import org.jspecify.annotations.NullMarked;
