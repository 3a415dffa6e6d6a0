package dev.holdfast.client;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What the process runs in.
 *
 * @param terminal whether {@code err} is one
 */
record Surroundings(
        Map<String, String> environment,
        Clock clock,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal) {

    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Clock.systemUTC(),
                System.in,
                System.out,
                System.err,
                Boolean.getBoolean("dev.holdfast.terminal"));
    }

    String variable(String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
