/** Real parts for tests and the local process: DynamoDB Local, a fault injector before it, the Lambda Runtime API. */
@NullMarked
package dev.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
