package dev.holdfast.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged local process, run as the launcher script runs it. Closing it stops it as a user would. */
public final class LocalProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final Path data;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final Thread reader = Thread.ofVirtual().unstarted(this::read);

    private LocalProcess(Path data, List<String> arguments) {
        this.data = data;
        try {
            process = command(arguments).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        reader.start();
    }

    /** Serves {@code data} on a port of its own and waits until it is ready. */
    public static LocalProcess start(Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("up", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(options));
        LocalProcess started = new LocalProcess(data, arguments);
        started.baseUri();
        return started;
    }

    /** Runs any command line to its end. */
    static Ended run(String... arguments) {
        LocalProcess process = new LocalProcess(Path.of(""), List.of(arguments));
        try {
            return process.awaitEnd();
        } finally {
            process.kill();
        }
    }

    public URI baseUri() {
        try {
            return address.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            kill();
            throw new IllegalStateException("The local process is not ready: " + output, failure);
        }
    }

    /** A token that this process takes, for an hour. */
    public String token(String tenant, String... scopes) {
        return LocalTokens.of(data).valid(tenant, scopes);
    }

    /** Waits for a line that begins so. */
    String awaitLine(String beginning) {
        long end = System.nanoTime() + LIMIT.toNanos();
        synchronized (output) {
            while (true) {
                for (String line : output) {
                    if (line.startsWith(beginning)) {
                        return line;
                    }
                }
                long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (millis <= 0 || !process.isAlive()) {
                    throw new IllegalStateException("No line begins with " + beginning + ": " + output);
                }
                awaitOutput(Math.min(millis, 1_000));
            }
        }
    }

    /** The lines written so far, to stdout and stderr. */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** The process and its children. */
    public List<ProcessHandle> handles() {
        List<ProcessHandle> handles = new ArrayList<>(process.descendants().toList());
        handles.add(process.toHandle());
        return handles;
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits until the process has ended. */
    public Ended awaitEnd() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new TimeoutException("still running");
            }
            reader.join(LIMIT);
            return new Ended(process.exitValue(), output());
        } catch (InterruptedException | TimeoutException failure) {
            kill();
            throw new IllegalStateException("The local process does not end: " + output, failure);
        }
    }

    /** Terminates the process and waits for its end. */
    @Override
    public void close() {
        terminate();
        awaitEnd();
    }

    private void awaitOutput(long millis) {
        synchronized (output) {
            try {
                output.wait(millis);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                synchronized (output) {
                    output.add(line);
                    output.notifyAll();
                }
                Matcher found = ADDRESS.matcher(line);
                if (found.find()) {
                    address.complete(URI.create(found.group()));
                }
            });
        } catch (UncheckedIOException | IOException ended) {
            // What was read until then is kept.
        }
        address.completeExceptionally(new IllegalStateException("ended"));
    }

    private static ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("holdfast.app", "target/quarkus-app/quarkus-run.jar")));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** How it ended, and what it wrote. */
    public record Ended(int status, List<String> output) {}
}
