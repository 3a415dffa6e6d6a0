package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many who count at once lose nothing and count nothing twice. */
class CounterTest {
    private static final int THREADS = 32;
    private static final int EACH = Boolean.getBoolean("holdfast.long") ? 100 : 3;
    private static final int MOST_TRIES = 5_000;

    private final TestStates one = new TestStates(Clock.systemUTC());
    private final TestStates two = one.other(Clock.systemUTC());

    @Test
    void patches_against_the_seq_that_was_read() throws Exception {
        count(CounterTest::byBase);
    }

    @Test
    void patches_that_test_the_value_that_was_read() throws Exception {
        count(CounterTest::byTest);
    }

    private interface Increment {
        /** @return whether it was done; someone else may have been first */
        boolean tried(TestStates on);
    }

    private static boolean byBase(TestStates on) {
        Load.Loaded read = on.load("counter");
        int n = read.document().data().get("n").intValue();
        return done(Reason.VERSION_CONFLICT, () -> on.patch("counter", replace(n + 1), at(read.seq())));
    }

    private static boolean byTest(TestStates on) {
        int n = on.load("counter").document().data().get("n").intValue();
        String test = "[{'op': 'test', 'path': '/n', 'value': " + n + "}, ";
        return done(
                Reason.PATCH_FAILED,
                () -> on.patch("counter", test + replace(n + 1).substring(1), ANY));
    }

    private static String replace(int n) {
        return "[{'op': 'replace', 'path': '/n', 'value': " + n + "}]";
    }

    private static boolean done(Reason late, Runnable change) {
        try {
            change.run();
            return true;
        } catch (Refusal refused) {
            // Too many at once is an answer too: nothing was written then.
            assertEquals(refused.reason().passing() ? refused.reason() : late, refused.reason());
            return false;
        }
    }

    private void count(Increment increment) throws Exception {
        one.save("counter", "{'n': 0}", ANY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                TestStates on = (i % 2 == 0 ? one : two).sibling();
                running.add(threads.submit(() -> many(increment, on)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertEquals("{'n':" + THREADS * EACH + "}", one.data("counter"));
        assertEquals(THREADS * EACH + 1, two.load("counter").seq());
    }

    private static void many(Increment increment, TestStates on) {
        int done = 0;
        for (int i = 0; i < MOST_TRIES && done < EACH; i++) {
            done += increment.tried(on) ? 1 : 0;
        }
        assertEquals(EACH, done);
    }
}
