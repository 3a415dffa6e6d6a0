package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes down calls as Markdown: without secrets and addresses, and with ids that are the same each time. */
final class Recorder implements HttpPort {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final HttpPort port;
    private final String origin;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> shown = new HashMap<>();

    Recorder(HttpPort port, String origin) {
        this.port = port;
        this.origin = origin;
    }

    void heading(String title) {
        text.append("\n## ").append(title).append('\n');
    }

    String text() {
        return ID.matcher(text).replaceAll(id -> ids.computeIfAbsent(id.group(), _ -> "id-" + (ids.size() + 1)));
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        HttpAnswer answer = port.send(call);
        text.append("\n`")
                .append(call.method())
                .append(' ')
                .append(call.url().toString().replace(origin, "").replaceAll("signature=\\w+", "signature=(secret)"))
                .append("` answered with ")
                .append(answer.status())
                .append("\n\n```\n");
        new TreeMap<>(call.headers())
                .forEach((name, value) -> text.append(name)
                        .append(": ")
                        .append(name.equals("Authorization") ? "(secret)" : value)
                        .append('\n'));
        text.append("```\n");
        body(call);
        return answer;
    }

    private void body(HttpCall call) {
        if (!call.method().equals("POST")) {
            text.append(call.body().size() == 0 ? "" : "\n" + call.body().size() + " bytes of the file\n");
            return;
        }
        try {
            JsonNode body = JSON.readTree(call.body().bytes());
            String query = body.path("query").asText();
            Matcher operation = Pattern.compile("(?:query|mutation) (\\w+)").matcher(query);
            String name = operation.find() ? operation.group(1) : "none";
            text.append(
                    query.equals(shown.put(name, query))
                            ? "\nThe document `" + name + "` as before, with\n"
                            : "\n```graphql\n" + query + "```\n");
            String variables = JSON.writeValueAsString(body.path("variables")).replace(origin, "https://uploads");
            text.append("\n```json\n").append(variables).append("\n```\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
