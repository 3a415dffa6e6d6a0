package dev.holdfast.local.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the service over HTTP and holds every answer against the contract. Thread-safe. */
final class Client implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final Contract contract = Contract.load();
    private final URI base;
    private final String token;

    /** @param token sent with each call that brings no Authorization of its own */
    Client(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Sends once.
     *
     * @throws AssertionError for an answer that the contract does not know
     * @throws UncheckedIOException when there is no answer
     */
    Answer send(Call call) {
        return sendBare(call.headers().containsKey("Authorization") ? call : call.as(token));
    }

    /** As {@link #send}, without a token unless the call brings one. */
    Answer sendBare(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(call.target()))
                .timeout(LIMIT)
                .method(call.method(), call.body());
        call.headers().forEach(request::header);
        try {
            Answer answer = Answer.of(http.send(request.build(), BodyHandlers.ofByteArray()));
            contract.check(call.method(), base.resolve(call.target()).getPath(), answer);
            return answer;
        } catch (IOException unanswered) {
            throw new UncheckedIOException(unanswered);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
