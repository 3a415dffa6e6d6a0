package dev.holdfast.testkit;

/**
 * A request to DynamoDB.
 *
 * @param operation the action, such as {@code PutItem}, from the header {@code X-Amz-Target}; empty without one
 * @param body the JSON text
 */
public record StoreRequest(String operation, String body) {
    static StoreRequest of(HttpMessage message) {
        String target = message.header("x-amz-target").orElse("");
        return new StoreRequest(target.substring(target.lastIndexOf('.') + 1), message.text());
    }
}
