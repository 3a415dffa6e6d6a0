/** Calls that wait on this machine: kept in SQLite, sent in order, each project's one after the other. */
@NullMarked
package dev.holdfast.client.spool;

import org.jspecify.annotations.NullMarked;
