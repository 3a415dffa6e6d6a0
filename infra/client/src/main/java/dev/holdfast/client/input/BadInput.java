package dev.holdfast.client.input;

/** What the user gave cannot be used; the message says what to give instead. It never contains a secret. */
public final class BadInput extends RuntimeException {
    public BadInput(String message) {
        super(message);
    }
}
