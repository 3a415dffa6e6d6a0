package dev.holdfast.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the function behind an HTTP API answers: AWS' payload format 2.0. */
final class ProxyAnswer {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private ProxyAnswer() {}

    /** Nothing if the answer is none that can be sent. Format 2.0 has no multi-value headers: they are left out. */
    static Optional<ClientAnswer> of(@Nullable APIGatewayV2HTTPResponse response) {
        if (response == null || response.getStatusCode() < 200 || response.getStatusCode() > 599) {
            return Optional.empty();
        }
        List<Header> headers = headers(response);
        Optional<Buffer> body = body(response);
        boolean sendable = headers.stream()
                .allMatch(header -> NAME.matcher(header.name()).matches()
                        && VALUE.matcher(header.value()).matches());
        return sendable
                ? body.map(bytes -> new ClientAnswer(response.getStatusCode(), headers, bytes))
                : Optional.empty();
    }

    private static List<Header> headers(APIGatewayV2HTTPResponse response) {
        List<Header> headers = new ArrayList<>();
        @Nullable Map<String, String> named = response.getHeaders();
        if (named != null) {
            named.forEach((name, value) -> {
                if (value != null && !EventHeaders.HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.add(new Header(name, value));
                }
            });
        }
        @Nullable String body = response.getBody();
        if (body != null && headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("content-type"))) {
            headers.add(new Header("content-type", "text/plain; charset=utf-8"));
        }
        @Nullable List<String> cookies = response.getCookies();
        if (cookies != null) {
            cookies.forEach(cookie -> headers.add(new Header("set-cookie", cookie)));
        }
        return headers;
    }

    private static Optional<Buffer> body(APIGatewayV2HTTPResponse response) {
        @Nullable String text = response.getBody();
        if (text == null) {
            return Optional.of(Buffer.buffer());
        }
        try {
            byte[] bytes = response.getIsBase64Encoded()
                    ? Base64.getDecoder().decode(text)
                    : text.getBytes(StandardCharsets.UTF_8);
            return Optional.of(Buffer.buffer(bytes));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
