/** What stands before the functions on AWS, spoken over local HTTP: an API Gateway HTTP API and the Lambda Invoke API. */
@NullMarked
package dev.holdfast.local.gateway;

import org.jspecify.annotations.NullMarked;
