package dev.holdfast.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an invocation of a {@link LambdaFunction} ended. */
public sealed interface InvocationResult {
    /**
     * The handler returned.
     *
     * @param payload what it returned, JSON unless the handler writes something else
     */
    record Succeeded(String payload) implements InvocationResult {}

    /**
     * The handler threw, or its process ended ({@code Runtime.ExitError}).
     *
     * @param errorType the exception's class name
     * @param errorMessage the exception's message; empty without one
     * @param payload the whole report as JSON, with the stack trace
     */
    record Failed(String errorType, String errorMessage, String payload) implements InvocationResult {
        static Failed of(String report) {
            Map<String, String> members = JsonText.members(report);
            return new Failed(text(members.get("errorType")), text(members.get("errorMessage")), report);
        }

        private static String text(@Nullable String literal) {
            return literal == null || literal.equals("null") ? "" : JsonText.string(literal);
        }
    }

    /** The handler did not answer within the deadline; its process was killed. */
    record TimedOut() implements InvocationResult {}
}
