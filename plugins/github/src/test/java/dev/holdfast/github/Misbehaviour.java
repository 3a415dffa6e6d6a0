package dev.holdfast.github;

import dev.holdfast.kit.Fault;
import dev.holdfast.kit.Faults;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the stand-in misbehaves for now. Thread-safe. */
final class Misbehaviour implements Faults {

    private static final long LONGEST_SECONDS = 20;

    private final ManualClock clock;
    private volatile @Nullable Fault fault;
    private volatile CountDownLatch release = new CountDownLatch(1);
    private volatile Predicate<Call> lost = _ -> false;
    private volatile Predicate<Call> awaited = _ -> false;
    private volatile Runnable action = () -> {};
    private final AtomicInteger left = new AtomicInteger();

    Misbehaviour(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Injected> inject(Fault wanted) {
        release = new CountDownLatch(1);
        fault = wanted;
        return Optional.of(() -> {
            fault = null;
            release.countDown();
            if (wanted == Fault.RATE_LIMIT) {
                clock.advance(Fault.RETRY_AFTER);
            }
        });
    }

    /** Loses the replies to the next so many calls like this. */
    void lose(int count, Predicate<Call> calls) {
        lost = calls;
        left.set(count);
    }

    /** Lets something happen once, just before a call like this is answered. */
    void before(Predicate<Call> calls, Runnable happening) {
        action = happening;
        awaited = calls;
    }

    void happen(Call call) {
        if (awaited.test(call)) {
            awaited = _ -> false;
            action.run();
        }
    }

    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    boolean loses(Call call) {
        return fault == Fault.LOST_REPLY || (left.get() > 0 && lost.test(call) && left.getAndDecrement() > 0);
    }

    void await() throws InterruptedException {
        boolean _ = release.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    void release() {
        release.countDown();
    }
}
