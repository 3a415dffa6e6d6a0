package dev.holdfast.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real local process, where it has been built. */
record LocalService(Process process, Path data, String url) implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Path APP =
            Path.of(System.getProperty("holdfast.app", "../local/target/quarkus-app/quarkus-run.jar"));
    private static final int MOST_LINES = 200;

    static boolean isBuilt() {
        return Files.exists(APP);
    }

    /** @param port 0 takes a free one */
    static LocalService start(Path data, int port) {
        Process process = java("up", "--quiet", "--port", Integer.toString(port), "--data", data.toString());
        BufferedReader lines = process.inputReader();
        try {
            for (int i = 0; i < MOST_LINES; i++) {
                String line = lines.readLine();
                Matcher found = ADDRESS.matcher(line == null ? "" : line);
                if (found.find()) {
                    return new LocalService(process, data, found.group());
                }
                if (line == null) {
                    break;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        process.destroyForcibly();
        throw new IllegalStateException("The local process does not start");
    }

    String token(String tenant) {
        try {
            Process issuer = java("token", "--tenant", tenant, "--data", data.toString());
            return new String(issuer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                APP.toString()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
