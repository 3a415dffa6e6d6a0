package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** An answer of the stand-in that is not a success. */
final class Refused extends RuntimeException {

    private final transient Reply reply;

    Refused(Reply reply) {
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    /** As Planka words it: {@code cardNotFound} says "Card not found". */
    static Refused of(int status, String exit) {
        String words = exit.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        String code = switch (status) {
            case 401 -> "E_UNAUTHORIZED";
            case 403 -> "E_FORBIDDEN";
            case 404 -> "E_NOT_FOUND";
            case 409 -> "E_CONFLICT";
            default -> "E_UNPROCESSABLE_ENTITY";
        };
        return new Refused(Reply.json(
                status,
                exit,
                Reply.MAPPER
                        .createObjectNode()
                        .put("code", code)
                        .put("message", Character.toUpperCase(words.charAt(0)) + words.substring(1))));
    }

    static Refused notFound(String what) {
        return of(404, what + "NotFound");
    }

    static Refused unauthorized() {
        return new Refused(Reply.json(
                401,
                "unauthorized",
                Reply.MAPPER
                        .createObjectNode()
                        .put("code", "E_UNAUTHORIZED")
                        .put("message", "Access token is missing, invalid or expired")));
    }

    static Refused invalid(String problem) {
        ObjectNode body = Reply.MAPPER.createObjectNode().put("code", "E_MISSING_OR_INVALID_PARAMS");
        body.putArray("problems").add(problem);
        body.put("message", "The server could not fulfill this request due to 1 missing or invalid parameter.");
        return new Refused(Reply.json(400, "error", body));
    }
}
