package dev.holdfast.local.gateway;

import io.vertx.core.json.JsonObject;

/** The answers that the gateway makes itself. */
public enum GatewayFault {
    BAD_REQUEST(400, "Bad Request", "MALFORMED_REQUEST"),
    BODY_TOO_LARGE(413, "Request Entity Too Large", "PAYLOAD_TOO_LARGE"),
    HEAD_TOO_LARGE(431, "Request Header Fields Too Large", "HEADERS_TOO_LARGE"),
    FUNCTION_FAILED(500, "Internal Server Error", "INTERNAL"),
    FUNCTION_TIMED_OUT(503, "Service Unavailable", "UNAVAILABLE");

    private final int status;
    private final String message;
    private final String error;

    GatewayFault(int status, String message, String error) {
        this.status = status;
        this.message = message;
        this.error = error;
    }

    public ClientAnswer answer() {
        // AWS sends the message alone; the code is ours, so that a local client finds one in every error.
        JsonObject body = new JsonObject().put("message", message).put("error", error);
        return ClientAnswer.json(status, body.encode());
    }
}
