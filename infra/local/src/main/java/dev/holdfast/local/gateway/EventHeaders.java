package dev.holdfast.local.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The headers of an event: lower-cased, repeated ones joined, cookies apart, the gateway's own added. */
record EventHeaders(Map<String, String> fields, List<String> cookies) {
    /** RFC 9110 section 7.6.1, which end at the gateway. */
    static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "content-length");

    static EventHeaders of(ClientRequest request) {
        Map<String, String> fields = new TreeMap<>();
        for (Header header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !name.equals("cookie")) {
                fields.merge(name, header.value(), (earlier, later) -> earlier + "," + later);
            }
        }
        fields.putIfAbsent("host", "127.0.0.1:" + request.port());
        fields.put("content-length", String.valueOf(request.body().length()));
        fields.merge("x-forwarded-for", request.peer(), (earlier, peer) -> earlier + ", " + peer);
        fields.put("x-forwarded-port", String.valueOf(request.port()));
        fields.put("x-forwarded-proto", "http");
        fields.putIfAbsent("x-amzn-trace-id", Identifiers.traceRoot(request.time()));
        return new EventHeaders(fields, cookiesOf(request));
    }

    private static List<String> cookiesOf(ClientRequest request) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("cookie"))
                .flatMap(header -> Arrays.stream(header.value().split(";", -1)))
                .map(String::strip)
                .filter(cookie -> !cookie.isEmpty())
                .toList();
    }
}
