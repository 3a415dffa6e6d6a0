package dev.holdfast.planka;

import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Writes down the calls that pass through it, with names in place of ids and nothing that is secret. */
final class Recorder implements HttpPort {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{18}");
    private static final Pattern BOUNDARY = Pattern.compile("holdfast-[0-9a-f-]{36}");

    private static final String USUAL_ACCEPT = "Accept: application/json";
    private static final String USUAL_TYPE = "Content-Type: application/json";
    private static final String USUAL_PROOF = "X-Api-Key: " + StandIn.KEY;

    private final HttpPort port;
    private final UnaryOperator<String> kindOf;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new TreeMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** @param kindOf what an id stands for */
    Recorder(HttpPort port, UnaryOperator<String> kindOf) {
        this.port = port;
        this.kindOf = kindOf;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        HttpAnswer answer = port.send(call);
        calls.add(plain(written(call, answer)));
        return answer;
    }

    /** The calls since this was asked before. */
    String calls() {
        String text = String.join("", calls);
        calls.clear();
        return text;
    }

    private static String written(HttpCall call, HttpAnswer answer) {
        String query = call.url().getRawQuery() == null ? "" : "?" + call.url().getRawQuery();
        StringBuilder text = new StringBuilder(
                "* `%s %s%s` → %d%n".formatted(call.method(), call.url().getRawPath(), query, answer.status()));
        new TreeMap<>(call.headers())
                .forEach((name, value) -> text.append(
                        switch (name + ": " + value) {
                            case USUAL_ACCEPT, USUAL_TYPE, USUAL_PROOF -> "";
                            default -> "  `%s: %s`%n".formatted(name, name.equals("If-None-Match") ? "(ETag)" : value);
                        }));
        if (call.body().size() > 0) {
            text.append(body(call));
        }
        return text.toString();
    }

    private static String body(HttpCall call) {
        String body = call.body().text();
        return body.startsWith("{")
                ? "  `" + body + "`\n"
                : "\n  ```\n" + body.strip().indent(2) + "  ```\n";
    }

    private String plain(String text) {
        String named = ID.matcher(text).replaceAll(id -> "{" + names.computeIfAbsent(id.group(), this::name) + "}");
        return BOUNDARY.matcher(named).replaceAll("holdfast-boundary").replace("\r\n", "\n");
    }

    /** The first list is {@code list 1}. */
    private String name(String id) {
        String kind = kindOf.apply(id).replaceAll("ies$", "y").replaceAll("s$", "");
        return kind + " " + numbers.merge(kind, 1, Integer::sum);
    }
}
