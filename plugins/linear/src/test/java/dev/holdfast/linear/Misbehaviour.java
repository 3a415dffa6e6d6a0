package dev.holdfast.linear;

import com.sun.net.httpserver.HttpExchange;
import dev.holdfast.kit.Fault;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How the stand-in fails at the moment, and what it answers instead of what it would. */
final class Misbehaviour {

    private static final int LARGE = 4 * 1024 * 1024;

    private final Deque<Reply> instead = new ArrayDeque<>();
    private final Deque<Boolean> losing = new ArrayDeque<>();
    private final Map<String, Runnable> before = new HashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable Fault fault;
    private volatile CountDownLatch over = new CountDownLatch(0);

    /** Answers calls. */
    interface Answering {
        Reply answer(HttpExchange exchange) throws IOException;
    }

    void begin(Fault next) {
        over = new CountDownLatch(1);
        fault = next;
    }

    void end() {
        fault = null;
        over.countDown();
    }

    /** The next calls are answered so, and nothing is done. */
    synchronized void answerInstead(Reply... replies) {
        instead.addAll(List.of(replies));
    }

    /** Of the next calls, those of {@code true} are carried out and their answers lost. */
    synchronized void lose(Boolean... plan) {
        losing.addAll(List.of(plan));
    }

    synchronized void loseNoMore() {
        losing.clear();
    }

    /** Does this once, just before a call of the named operation is carried out. */
    synchronized void doBefore(String operation, Runnable first) {
        before.put(operation, first);
    }

    /** What is to be done before a call with this body is carried out. */
    synchronized Runnable before(String body) {
        return before.keySet().stream()
                .filter(operation -> body.contains("mutation " + operation + "("))
                .findFirst()
                .map(before::remove)
                .orElse(() -> {});
    }

    /** How many calls have come. */
    int calls() {
        return calls.get();
    }

    private synchronized @Nullable Reply nextInstead() {
        return instead.poll();
    }

    private synchronized boolean nextIsLost() {
        return Boolean.TRUE.equals(losing.poll());
    }

    void around(HttpExchange exchange, Answering normal) throws IOException {
        calls.incrementAndGet();
        Fault now = fault;
        @Nullable Reply other = nextInstead();
        if (other != null) {
            other.send(exchange);
        } else if (now == null) {
            boolean lost = nextIsLost();
            Reply reply = normal.answer(exchange);
            if (lost) {
                exchange.close();
            } else {
                reply.send(exchange);
            }
        } else {
            misbehave(now, exchange, normal);
        }
    }

    private void misbehave(Fault now, HttpExchange exchange, Answering normal) throws IOException {
        switch (now) {
            case RATE_LIMIT -> rateLimited(400).send(exchange);
            case OUTAGE -> exchange.close();
            case LOST_REPLY -> {
                normal.answer(exchange);
                exchange.close();
            }
            case BAD_CREDENTIALS -> Reply.unauthorized().send(exchange);
            case SLOW_REPLY -> {
                awaitEnd();
                exchange.close();
            }
            case OVERSIZED_REPLY ->
                Reply.text(200, "{\"data\":{\"issue\":{\"title\":\"" + "x".repeat(LARGE) + "\"}}}")
                        .send(exchange);
        }
    }

    static Reply rateLimited(int status) {
        return Reply.error(status, "ratelimited", "RATELIMITED")
                .with("retry-after", String.valueOf(Fault.RETRY_AFTER.toSeconds()));
    }

    private void awaitEnd() {
        try {
            boolean _ = over.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
