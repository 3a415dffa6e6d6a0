package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs command lines in this process, over one folder and one clock. */
final class Shell {
    static final String KELP = "aaaaaaaa-0000-4000-8000-000000000001";
    static final String FROND = "aaaaaaaa-0000-4000-8000-000000000002";

    final ManualClock clock = new ManualClock();
    private final Map<String, String> environment = new TreeMap<>();
    private String timeout = "20s";

    Shell(Path home, String url) {
        environment.put("HOLDFAST_HOME", home.toString());
        environment.put("HOLDFAST_URL", url);
        environment.put("HOLDFAST_TOKEN", Tokens.of("acme"));
    }

    /** What a command line printed, and its exit code. */
    record Ended(int exit, String out, String err) {
        /** The one document on the standard output. */
        ObjectNode json() {
            return Json.object(out.getBytes(StandardCharsets.UTF_8), "The output");
        }

        String text(String member) {
            return json().path(member).asText();
        }
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Waits a second for an answer, until {@link #waitLong}. */
    Shell waitShort() {
        timeout = "1s";
        return this;
    }

    Shell waitLong() {
        timeout = "20s";
        return this;
    }

    /** With {@code --json}. */
    Ended json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--timeout", timeout));
        all.add("--json");
        return run("", all);
    }

    Ended plain(String... arguments) {
        return run("", List.of(arguments));
    }

    Ended fed(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--timeout", timeout));
        return run(input, all);
    }

    Ended register(String project, String name) {
        return json("register", project, "--name", name);
    }

    /** The first kept call of what {@code queue-status} shows. */
    ObjectNode firstItem() {
        return (ObjectNode) json("queue-status").json().path("items").path(0);
    }

    private Ended run(String input, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                Map.copyOf(environment),
                clock,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int exit = Main.run(surroundings, arguments.toArray(String[]::new));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
