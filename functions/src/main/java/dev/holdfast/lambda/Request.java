package dev.holdfast.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.holdfast.json.Uuids;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * An HTTP request as API Gateway hands it over (payload format 2.0).
 *
 * @param path decoded
 * @param headers by lower-cased name
 */
record Request(String method, String path, String rawQuery, Map<String, String> headers, APIGatewayV2HTTPEvent event) {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    static Request of(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        if (context == null || context.getHttp() == null || event.getRawPath() == null) {
            throw new Refusal(
                    Reason.MALFORMED_REQUEST, "This function takes API Gateway HTTP API events, payload format 2.0.");
        }
        return new Request(
                context.getHttp().getMethod(),
                event.getRawPath(),
                Objects.requireNonNullElse(event.getRawQueryString(), ""),
                Objects.requireNonNullElse(event.getHeaders(), Map.of()),
                event);
    }

    /** Of an event that may not be one of ours. */
    static String method(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        return context == null
                        || context.getHttp() == null
                        || !METHODS.contains(context.getHttp().getMethod())
                ? "unknown"
                : context.getHttp().getMethod();
    }

    /** Other stages than the default one lead the path, unless a domain name is mapped to them. */
    Request withoutStage() {
        String stage = event.getRequestContext().getStage();
        return stage != null && path.startsWith("/" + stage + "/")
                ? new Request(method, path.substring(stage.length() + 1), rawQuery, headers, event)
                : this;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A header that must be a UUID when it is there. */
    Optional<UUID> uuidHeader(String name) {
        return header(name).map(text -> Uuids.parse(text.strip()).orElseThrow(() -> notUuid(name)));
    }

    static Refusal notUuid(String field) {
        return new Refusal(
                Reason.INVALID_INPUT,
                "Send the UUID as 8-4-4-4-12 hexadecimal digits.",
                Map.of("errors", List.of(Map.of("field", field, "problem", "must be a UUID"))));
    }
}
