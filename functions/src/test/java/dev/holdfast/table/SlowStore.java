package dev.holdfast.table;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * A store that is far away, so that calls made side by side overlap and calls made one after the other do not: it tells
 * how many round trips an operation waits for.
 */
public final class SlowStore implements SdkHttpClient {
    private static final Duration WAY = Duration.ofMillis(500);

    private final SdkHttpClient near = UrlConnectionHttpClient.create();
    private final ConcurrentLinkedQueue<Span> calls = new ConcurrentLinkedQueue<>();

    private record Span(long begun, long ended) {}

    /** The same table, seen from far away. */
    public Table table(String name) {
        return new Table(
                TestStore.builder(TestStore.endpoint()).httpClient(this).build(), name);
    }

    /** The most calls since the last time of which each began after the one before had ended. */
    public int roundTrips() {
        List<Span> spans =
                calls.stream().sorted(Comparator.comparingLong(Span::ended)).toList();
        calls.clear();
        int trips = 0;
        long end = Long.MIN_VALUE;
        for (Span span : spans) {
            if (span.begun() >= end) {
                trips++;
                end = span.ended();
            }
        }
        return trips;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = near.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                long begun = System.nanoTime();
                LockSupport.parkNanos(WAY.toNanos());
                HttpExecuteResponse response = call.call();
                calls.add(new Span(begun, System.nanoTime()));
                return response;
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        near.close();
    }
}
