package dev.holdfast.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the event that an HTTP API hands to its function: AWS' payload format 2.0, through the {@code $default} route
 * and stage.
 */
final class ProxyEvent {
    private static final DateTimeFormatter COMMON_LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/xml", "application/javascript");

    private ProxyEvent() {}

    /** @throws MalformedRequest if the target is no path or has a broken percent escape */
    static APIGatewayV2HTTPEvent of(ClientRequest request, String requestId) throws MalformedRequest {
        String path = path(request);
        EventHeaders headers = EventHeaders.of(request);
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRouteKey("$default");
        event.setRawPath(path);
        event.setRawQueryString(request.rawQuery());
        event.setHeaders(headers.fields());
        if (!headers.cookies().isEmpty()) {
            event.setCookies(headers.cookies());
        }
        Map<String, String> query = query(request.rawQuery());
        if (!query.isEmpty()) {
            event.setQueryStringParameters(query);
        }
        event.setRequestContext(context(request, path, headers.fields(), requestId));
        if (request.body().length() > 0) {
            boolean text = isText(request);
            event.setBody(
                    text
                            ? request.body().toString(StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(request.body().getBytes()));
            event.setIsBase64Encoded(!text);
        }
        return event;
    }

    private static RequestContext context(
            ClientRequest request, String path, Map<String, String> headers, String requestId) {
        String domain = headers.getOrDefault("host", "").replaceFirst(":\\d*$", "");
        return RequestContext.builder()
                .withAccountId("000000000000")
                .withApiId("local")
                .withDomainName(domain)
                .withDomainPrefix(domain.replaceFirst("\\..*", ""))
                .withHttp(Http.builder()
                        .withMethod(request.method())
                        .withPath(path)
                        .withProtocol(request.protocol())
                        .withSourceIp(request.peer())
                        .withUserAgent(headers.getOrDefault("user-agent", ""))
                        .build())
                .withRequestId(requestId)
                .withRouteKey("$default")
                .withStage("$default")
                .withTime(COMMON_LOG_TIME.format(request.time()))
                .withTimeEpoch(request.time().toEpochMilli())
                .build();
    }

    /** HTTP APIs decode the path, and then cut it at a question mark that the decoding brought in. */
    private static String path(ClientRequest request) throws MalformedRequest {
        String raw = request.rawPath();
        if (!raw.startsWith("/")) {
            throw new MalformedRequest("The target is not a path");
        }
        String decoded = decode(raw.replace("+", "%2B"));
        int cut = decoded.indexOf('?');
        return cut < 0 ? decoded : decoded.substring(0, cut);
    }

    private static Map<String, String> query(String raw) throws MalformedRequest {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.merge(name, value, (earlier, later) -> earlier + "," + later);
            }
        }
        return parameters;
    }

    private static String decode(String text) throws MalformedRequest {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new MalformedRequest("A percent escape is broken");
        }
    }

    /** All else is binary to an HTTP API: form data, patch media types, and a body without a type. */
    private static boolean isText(ClientRequest request) {
        boolean encoded = request.header("content-encoding")
                .filter(encoding -> !encoding.strip().equalsIgnoreCase("identity"))
                .isPresent();
        String type = request.header("content-type")
                .map(value -> value.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
        return !encoded && (type.startsWith("text/") || TEXT_TYPES.contains(type));
    }
}
