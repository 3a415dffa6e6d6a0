/** Named stores of a project: documents that are saved, patched, merged and followed, each over a log of its own. */
@NullMarked
package dev.holdfast.state;

import org.jspecify.annotations.NullMarked;
