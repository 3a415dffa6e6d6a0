package dev.holdfast.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The calls of the registry, each sent once: repeating is the spool's part. Thread-safe. */
public final class HoldfastApi implements AutoCloseable {
    private static final String PROJECTS = "/api/v1/projects/";
    private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 8 << 20;

    private final Endpoint endpoint;
    private final Token token;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    /** @param timeout of a whole call, to the last byte of its answer */
    public HoldfastApi(Endpoint endpoint, Token token, Duration timeout, Clock clock) {
        this.endpoint = endpoint;
        this.token = token;
        this.timeout = timeout;
        this.clock = clock;
        // HTTP/1.1: an upgrade to HTTP/2 over plain http confuses some servers. Redirects would carry the token along.
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(MOST_TO_CONNECT) < 0 ? timeout : MOST_TO_CONNECT)
                .build();
    }

    /** {@code POST register/}. */
    public Verdict register(String body, String idempotencyKey) {
        return exchange(post("register/", body, idempotencyKey), "cloud_uuid");
    }

    /** {@code POST sync/}: one verdict for every body, in order. */
    public List<Verdict> sync(List<String> bodies, String idempotencyKey) {
        String body = SyncBody.of(bodies);
        return Answers.ofBatch(exchange(post("sync/", body, idempotencyKey), "results"), bodies.size());
    }

    /** {@code GET by-local-uuid/}; an unknown project is {@link Verdict.Refused} with status 404. */
    public Verdict resolve(String localUuid, String machine) {
        return exchange(get("by-local-uuid/" + localUuid + "/?machine_uuid=" + machine), "cloud_uuid");
    }

    /** {@code GET registration-status/}; as {@link #resolve}. */
    public Verdict status(String cloudUuid) {
        return exchange(get(cloudUuid + "/registration-status/"), "registration_status");
    }

    /** Drops open connections; a call in flight ends without an answer. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest post(String path, String body, String idempotencyKey) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest get(String path) {
        return request(path).GET().build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.resolve(PROJECTS + path))
                .header("Authorization", token.authorization())
                .header("Accept", "application/json, application/problem+json");
    }

    private Verdict exchange(HttpRequest request, String member) {
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Answers.verdict(response.statusCode(), response.headers(), response.body(), member, clock.instant());
        } catch (TimeoutException tooLate) {
            call.cancel(true);
            return noAnswer("No answer within " + timeout.toMillis() + " ms", true);
        } catch (ExecutionException failed) {
            return failure(failed.getCause());
        } catch (InterruptedException interrupted) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return noAnswer("Interrupted", true);
        }
    }

    private Verdict failure(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnresolvedAddressException) {
                return noAnswer("Cannot reach " + endpoint.url(), false);
            }
        }
        if (failure instanceof IOException broken) {
            return noAnswer(
                    "No answer: " + (broken.getMessage() == null ? "the connection broke" : broken.getMessage()), true);
        }
        throw new IllegalStateException("The call could not be made", failure);
    }

    private static Verdict noAnswer(String cause, boolean reached) {
        return new Verdict.Later(cause, null, null, reached);
    }
}
