package dev.holdfast.planka;

import dev.holdfast.kit.Fault;
import dev.holdfast.kit.Faults;
import dev.holdfast.spi.Content;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the stand-in misbehaves. */
final class StandInFaults implements Faults, AutoCloseable {

    private static final int NEVER = Integer.MAX_VALUE;

    private final AtomicInteger writesUntilLoss = new AtomicInteger(NEVER);
    private volatile @Nullable Fault fault;
    private volatile CountDownLatch over = new CountDownLatch(0);

    @Override
    public Optional<Injected> inject(Fault wanted) {
        over = new CountDownLatch(1);
        fault = wanted;
        return Optional.of(this::close);
    }

    /** Breaks the connection once, before the answer to the write of this number, counted from 1. */
    void loseReplyToWrite(int number) {
        writesUntilLoss.set(number);
    }

    /** Whether the write whose answer was to be lost has come. */
    boolean hasLost() {
        return writesUntilLoss.get() <= 0;
    }

    void loseNothing() {
        writesUntilLoss.set(NEVER);
    }

    @Override
    public void close() {
        fault = null;
        over.countDown();
    }

    /** The answer, or none when the connection breaks. */
    Optional<Reply> answer(Asked asked, Supplier<Reply> sound) {
        Fault now = fault;
        if (now == null) {
            Reply reply = sound.get();
            return !asked.reads() && writesUntilLoss.get() != NEVER && writesUntilLoss.decrementAndGet() == 0
                    ? Optional.empty()
                    : Optional.of(reply);
        }
        return switch (now) {
            case RATE_LIMIT ->
                Optional.of(Reply.text(429, "Too many requests")
                        .with("Retry-After", String.valueOf(Fault.RETRY_AFTER.toSeconds())));
            case OUTAGE -> Optional.of(Reply.text(503, "Service Unavailable"));
            case BAD_CREDENTIALS ->
                asked.path().equals("/api/bootstrap")
                        ? Optional.of(sound.get())
                        : Optional.of(Refused.unauthorized().reply());
            case LOST_REPLY -> {
                Reply reply = sound.get();
                // Reading is not what is lost, or the command would never be sent.
                yield asked.reads() ? Optional.of(reply) : Optional.empty();
            }
            case SLOW_REPLY -> {
                await();
                yield Optional.of(sound.get());
            }
            case OVERSIZED_REPLY -> Optional.of(oversized());
        };
    }

    private void await() {
        try {
            boolean _ = over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply oversized() {
        String body = "{\"item\": {\"id\": \"1\", \"name\": \"" + "x".repeat(5_000_000) + "\"}, \"included\": {}}";
        return new Reply(200, Map.of("Content-Type", "application/json; charset=utf-8"), Content.of(body));
    }
}
