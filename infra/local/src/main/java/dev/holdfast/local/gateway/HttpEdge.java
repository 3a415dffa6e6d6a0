package dev.holdfast.local.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** HTTP/1.1 on 127.0.0.1: reads each request whole, has it answered on a virtual thread, writes the answer. */
public final class HttpEdge implements AutoCloseable {
    // Above the gateway's own limit, so that it is the gateway that answers.
    private static final int HEAD_CAPACITY = 64 * 1024;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(HttpEdge.class);

    private final Vertx vertx;
    private final Answers answers;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InFlight inFlight = new InFlight();
    private volatile boolean closing;

    private HttpEdge(Vertx vertx, int port, Answers answers) {
        this.vertx = vertx;
        this.answers = answers;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true)
                        .setMaxInitialLineLength(HEAD_CAPACITY)
                        .setMaxHeaderSize(HEAD_CAPACITY))
                .requestHandler(this::receive)
                .invalidRequestHandler(HttpEdge::refuse);
    }

    /**
     * Serves until closed.
     *
     * @param port 0 for any
     * @throws java.util.concurrent.CompletionException if the port cannot be had
     */
    public static HttpEdge listen(Vertx vertx, int port, Answers answers) {
        HttpEdge edge = new HttpEdge(vertx, port, answers);
        join(edge.server.listen().toCompletionStage().toCompletableFuture());
        return edge;
    }

    public int port() {
        return server.actualPort();
    }

    /** Lets the requests under way finish for at most 5 s, refusing new ones; then closes every connection. */
    @Override
    public void close() {
        closing = true;
        if (!inFlight.awaitNone(DRAIN_LIMIT)) {
            LOG.warn("Some requests did not finish in time");
        }
        threads.shutdown();
        join(server.close().toCompletionStage().toCompletableFuture());
    }

    private void receive(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (closing) {
            response.putHeader("connection", "close");
            send(request, GatewayFault.FUNCTION_TIMED_OUT.answer());
            return;
        }
        Runnable leave = inFlight.enter();
        response.endHandler(ignored -> leave.run()).closeHandler(ignored -> leave.run());
        Context eventLoop = vertx.getOrCreateContext();
        Buffer body = Buffer.buffer();
        request.exceptionHandler(brokenOff -> leave.run());
        request.handler(chunk -> {
            // What is beyond the limit is read but not kept: a client that still sends would not see the answer.
            if (body.length() <= Gateway.BODY_LIMIT) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(ignored -> {
            ClientRequest whole = whole(request, body);
            threads.execute(() -> {
                ClientAnswer answer = answered(whole);
                eventLoop.runOnContext(back -> send(request, answer));
            });
        });
    }

    private ClientAnswer answered(ClientRequest request) {
        try {
            return answers.answer(request);
        } catch (RuntimeException defect) {
            LOG.error("The gateway failed", defect);
            return GatewayFault.FUNCTION_FAILED.answer();
        }
    }

    private static ClientRequest whole(HttpServerRequest request, Buffer body) {
        List<Header> headers = request.headers().entries().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList();
        return new ClientRequest(
                request.method().name(),
                request.uri(),
                protocol(request),
                headers,
                body,
                request.remoteAddress().hostAddress(),
                request.localAddress().port(),
                Instant.now());
    }

    private static String protocol(HttpServerRequest request) {
        return switch (request.version()) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2.0";
        };
    }

    private static void send(HttpServerRequest request, ClientAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(header -> response.headers().add(header.name(), header.value()));
        boolean bodyless = answer.status() == 204 || answer.status() == 304;
        if (bodyless) {
            response.end();
        } else if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("content-length", String.valueOf(answer.body().length()));
            response.end();
        } else {
            response.end(answer.body());
        }
    }

    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        boolean tooLong = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
        GatewayFault fault = tooLong ? GatewayFault.HEAD_TOO_LARGE : GatewayFault.BAD_REQUEST;
        request.response().putHeader("connection", "close");
        send(request, fault.answer());
    }

    private static void join(CompletableFuture<?> future) {
        future.join();
    }

    /** Who answers the requests; called on a virtual thread for each. */
    public interface Answers {
        ClientAnswer answer(ClientRequest request);
    }
}
