package dev.holdfast.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.table.Budget;
import dev.holdfast.table.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What plugins may do, and what becomes of it. */
class ProviderCallsTest {
    private static void notHung() {
        throw new AssertionError("it answered");
    }

    private static Budget budget() {
        return TestStore.budget(Duration.ofSeconds(30));
    }

    @Test
    void a_plugin_that_hangs_takes_no_more_time_than_the_call_has_and_is_interrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean hung = new AtomicBoolean();
        long start = System.nanoTime();
        assertThrows(
                BoardFailure.Unavailable.class,
                () -> ProviderCalls.run(
                        new Budget(Clock.systemUTC(), Instant.now().plusSeconds(7)),
                        null,
                        () -> hang(interrupted),
                        () -> hung.set(true)));

        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofMillis(10_500)) < 0);
        assertTrue(hung.get());
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    private static boolean hang(CountDownLatch interrupted) {
        try {
            return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            interrupted.countDown();
            return false;
        }
    }

    @Test
    void failures_that_the_spi_knows_come_through_and_others_count_as_an_outage() {
        BoardFailure known = new BoardFailure.Rejected("no");
        assertSame(
                known,
                assertThrows(
                        BoardFailure.class,
                        () -> ProviderCalls.run(
                                budget(),
                                null,
                                () -> {
                                    throw known;
                                },
                                ProviderCallsTest::notHung)));
        for (Throwable unknown : new Throwable[] {
            new IllegalStateException("with a secret"), new NoClassDefFoundError("x"), new StackOverflowError()
        }) {
            BoardFailure told = assertThrows(
                    BoardFailure.Unavailable.class,
                    () -> ProviderCalls.run(budget(), null, () -> sneak(unknown), ProviderCallsTest::notHung));
            assertFalse(String.valueOf(told.getMessage()).contains("secret"));
        }
    }

    private static boolean sneak(Throwable failure) {
        switch (failure) {
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            default -> throw new IllegalArgumentException(failure);
        }
    }

    @Test
    void a_plugin_sees_its_own_class_loader_as_that_of_the_thread() {
        ClassLoader own = new ClassLoader() {};
        assertEquals(
                own,
                ProviderCalls.run(
                        budget(),
                        own,
                        () -> Thread.currentThread().getContextClassLoader(),
                        ProviderCallsTest::notHung));
    }
}
