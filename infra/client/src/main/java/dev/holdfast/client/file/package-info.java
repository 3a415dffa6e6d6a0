/** The client's folder: its SQLite file and the locks between processes. */
@NullMarked
package dev.holdfast.client.file;

import org.jspecify.annotations.NullMarked;
