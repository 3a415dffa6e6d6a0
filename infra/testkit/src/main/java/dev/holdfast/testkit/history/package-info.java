/** What callers of logs were told, held against what stands in the end. */
@NullMarked
package dev.holdfast.testkit.history;

import org.jspecify.annotations.NullMarked;
