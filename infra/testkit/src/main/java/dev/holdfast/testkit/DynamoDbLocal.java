package dev.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local in a JVM of its own, on an ephemeral port of 127.0.0.1. All credentials and regions share one database.
 * The child process ends when this is closed and whenever the process that started it ends, however that happens.
 * Thread-safe.
 */
public final class DynamoDbLocal implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final URI endpoint;

    private DynamoDbLocal(Optional<Path> directory) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(directory)).redirectErrorStream(true);
            // Options meant for the parent, such as a debugger's port, would keep the child from starting.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("DynamoDB Local could not be started", failure);
        }
        boolean started = false;
        try {
            endpoint = URI.create("http://127.0.0.1:" + new DynamoDbLocalOutput(process).port(START_LIMIT));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /**
     * Starts an empty store that is lost on {@link #close()}.
     *
     * @throws IllegalStateException if it does not start within 30 seconds, with the child's last output
     */
    public static DynamoDbLocal inMemory() {
        return new DynamoDbLocal(Optional.empty());
    }

    /**
     * Starts a store that keeps its data in {@code directory}, which is created if needed, across restarts.
     *
     * @throws IllegalStateException if the directory cannot be written, its database is damaged or another process uses
     *     it, or if the store does not start within 30 seconds
     */
    public static DynamoDbLocal at(Path directory) {
        return new DynamoDbLocal(Optional.of(directory.toAbsolutePath()));
    }

    /** Where the store answers, {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return endpoint;
    }

    /** The process id of the store. */
    public long pid() {
        return process.pid();
    }

    /** Lets the store finish its writes and ends it; does nothing when it has ended already. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyEnded) {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Optional<Path> directory) {
        ClassPath classPath = ClassPath.written("dynamodb-local.classpath");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        // log4j-api's own logger writes errors to stderr and starts faster than log4j-core, which writes to stdout.
        command.add("-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-cp");
        command.add(classPath.withCodeOf(DynamoDbLocal.class).toString());
        command.add(DynamoDbLocalServer.class.getName());
        directory.map(Path::toString).ifPresent(command::add);
        return command;
    }
}
