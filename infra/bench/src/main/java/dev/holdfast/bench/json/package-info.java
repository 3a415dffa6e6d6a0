@NullMarked
package dev.holdfast.bench.json;

import org.jspecify.annotations.NullMarked;
