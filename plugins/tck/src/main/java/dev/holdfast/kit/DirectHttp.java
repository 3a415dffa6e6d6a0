package dev.holdfast.kit;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A way out for tests: to any address, and otherwise as a host's: HTTP/1.1, no redirects, the limits of the call.
 * Thread-safe.
 */
public final class DirectHttp implements HttpPort, AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public HttpAnswer send(HttpCall call) {
        Future<HttpAnswer> answer = calls.submit(() -> exchange(call));
        try {
            return answer.get(call.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new BoardFailure.Unavailable("The back end did not answer in time");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new BoardFailure.Unavailable("The call was broken off");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BoardFailure failure
                    ? failure
                    : new BoardFailure.Unavailable("The back end cannot be reached", e.getCause());
        }
    }

    private HttpAnswer exchange(HttpCall call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.url())
                .method(
                        call.method(),
                        call.body().size() == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(call.body().bytes()));
        call.headers().forEach(request::header);
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(call.mostBytes() + 1);
            if (bytes.length > call.mostBytes()) {
                throw new BoardFailure.Unavailable("The back end answered with too much");
            }
            return new HttpAnswer(response.statusCode(), response.headers().map(), Content.of(bytes));
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
        client.shutdownNow();
    }
}
