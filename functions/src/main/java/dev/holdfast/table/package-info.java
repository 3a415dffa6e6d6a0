/** The one DynamoDB table: keys, conditions, item codec, faults, computed capacity. Nothing else sees the client. */
@NullMarked
package dev.holdfast.table;

import org.jspecify.annotations.NullMarked;
