/**
 * Who calls: tokens, callers and scopes; what only they may read: cursors and sealed bytes;
 * and whom this service may call: the guard of outbound addresses.
 */
@NullMarked
package dev.holdfast.security;

import org.jspecify.annotations.NullMarked;
