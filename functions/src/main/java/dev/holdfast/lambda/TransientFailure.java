package dev.holdfast.lambda;

/**
 * Thrown by a direct invocation for a passing fault, so that Step Functions and asynchronous invocations retry by its
 * type. The message is the problem (RFC 9457) as JSON.
 */
public final class TransientFailure extends RuntimeException {
    TransientFailure(String problem) {
        super(problem, null, false, false);
    }
}
