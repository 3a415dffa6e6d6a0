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
 * @param path decoded, without the stage
 * @param headers by lower-cased name
 */
record Request(String method, String path, String rawQuery, Map<String, String> headers, APIGatewayV2HTTPEvent event) {

    static Request of(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        if (context == null || context.getHttp() == null || event.getRawPath() == null) {
            throw new Refusal(
                    Reason.MALFORMED_REQUEST, "This function takes API Gateway HTTP API events, payload format 2.0.");
        }
        return new Request(
                context.getHttp().getMethod(),
                withoutStage(event.getRawPath(), context.getStage()),
                Objects.requireNonNullElse(event.getRawQueryString(), ""),
                Objects.requireNonNullElse(event.getHeaders(), Map.of()),
                event);
    }

    /** Other stages than the default one lead the path that API Gateway passes on. */
    private static String withoutStage(String path, @org.jspecify.annotations.Nullable String stage) {
        String prefix = "/" + stage + "/";
        return stage != null && !stage.equals("$default") && path.startsWith(prefix)
                ? path.substring(prefix.length() - 1)
                : path;
    }

    /** Read only when asked for: whoever has no token is not told what is wrong with a query. */
    QueryString query() {
        return QueryString.parse(rawQuery);
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
