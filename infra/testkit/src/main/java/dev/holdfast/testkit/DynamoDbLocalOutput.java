package dev.holdfast.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads what a {@link DynamoDbLocalServer} prints for as long as it runs; keeps the port and the last lines. */
final class DynamoDbLocalOutput {
    private sealed interface Start {
        record Listening(int port) implements Start {}

        record Failed(String reason) implements Start {}
    }

    private static final int LINES_KEPT = 40;

    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Start> start = new CompletableFuture<>();

    DynamoDbLocalOutput(Process process) {
        Thread.ofPlatform().daemon().name("dynamodb-local-output").start(() -> {
            try (BufferedReader lines = process.inputReader()) {
                lines.lines().forEach(this::read);
            } catch (IOException | UncheckedIOException closed) {
                read(closed.toString());
            }
            start.complete(new Start.Failed("DynamoDB Local ended before it was ready" + tail()));
        });
    }

    /**
     * Waits for the port.
     *
     * @throws IllegalStateException if the process refuses to start, ends, or takes longer than {@code limit}
     */
    int port(Duration limit) {
        try {
            return switch (start.get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                case Start.Listening(int port) -> port;
                case Start.Failed(String reason) -> throw new IllegalStateException(reason);
            };
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (TimeoutException late) {
            throw new IllegalStateException("DynamoDB Local was not ready after " + limit.toSeconds() + " s" + tail());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while DynamoDB Local started", interrupted);
        }
    }

    private void read(String line) {
        if (line.startsWith(DynamoDbLocalServer.LISTENING)) {
            start.complete(
                    new Start.Listening(Integer.parseInt(line.substring(DynamoDbLocalServer.LISTENING.length()))));
        } else if (line.startsWith(DynamoDbLocalServer.REFUSED)) {
            String reason = line.substring(DynamoDbLocalServer.REFUSED.length());
            start.complete(new Start.Failed("DynamoDB Local cannot start: " + reason));
        } else {
            keep(line);
        }
    }

    private synchronized void keep(String line) {
        lastLines.addLast(line);
        if (lastLines.size() > LINES_KEPT) {
            lastLines.removeFirst();
        }
    }

    private synchronized String tail() {
        return lastLines.isEmpty() ? ", and printed nothing" : "; it printed last:\n" + String.join("\n", lastLines);
    }
}
