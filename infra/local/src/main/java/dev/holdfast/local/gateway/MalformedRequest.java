package dev.holdfast.local.gateway;

/** A request that cannot be made into an event. */
final class MalformedRequest extends Exception {
    MalformedRequest(String message) {
        super(message);
    }
}
