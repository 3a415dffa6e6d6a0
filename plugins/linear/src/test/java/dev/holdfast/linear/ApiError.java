package dev.holdfast.linear;

import java.util.Map;

/** An error as Linear tells it beside the data. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String type;
    private final String code;
    private final String shown;

    private ApiError(String message, String type, String code, String shown) {
        super(message);
        this.type = type;
        this.code = code;
        this.shown = shown;
    }

    static ApiError input(String message) {
        return new ApiError(message, "invalid input", "INPUT_ERROR", message);
    }

    static ApiError notFound(String type) {
        return new ApiError(
                "Entity not found: " + type, "invalid input", "INPUT_ERROR", "Could not find referenced " + type + ".");
    }

    static ApiError forbidden() {
        return new ApiError("Forbidden", "forbidden", "FORBIDDEN", "You do not have access.");
    }

    Map<String, Object> extensions() {
        return Map.of(
                "type", type, "code", code, "statusCode", 400, "userError", true, "userPresentableMessage", shown);
    }
}
