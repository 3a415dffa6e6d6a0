package dev.holdfast.client.file;

/** The client's folder or file cannot be used. */
public final class FileFailure extends RuntimeException {
    public FileFailure(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    public FileFailure(String message) {
        super(message);
    }
}
