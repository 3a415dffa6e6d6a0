package dev.holdfast.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Has the queue drained as often as it takes. */
final class Drains {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Drains() {}

    /** Invokes {@code drain} as the schedule does, until this holds. */
    static void until(URI base, BooleanSupplier holds) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!holds.getAsBoolean()) {
                assertTrue(System.nanoTime() < end, "does not come to hold");
                drain(http, base);
            }
        }
    }

    private static void drain(HttpClient http, URI base) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/2015-03-31/functions/drain/invocations"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
