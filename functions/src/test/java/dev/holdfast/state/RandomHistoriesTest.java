package dev.holdfast.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.table.Parallel;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whoever follows a store has, after every message, the very text that the store holds. */
class RandomHistoriesTest {
    private static final int HISTORIES = 1_000;
    /** As many stores as a project may have, with room for the histories that run at once. */
    private static final int PER_PROJECT = 100;

    @Test
    void followers_have_what_the_store_holds_whatever_happens_to_it() {
        int done = 0;
        for (int first = 0; first < HISTORIES; first += PER_PROJECT) {
            SettableClock clock = new SettableClock();
            TestStates one = new TestStates(clock);
            TestStates two = one.other(clock.ahead(Duration.ofSeconds(1)));
            List<Long> seeds = LongStream.range(first, Math.min(HISTORIES, first + PER_PROJECT))
                    .boxed()
                    .toList();
            done += Parallel.map(seeds, seed -> run(one, two, clock, seed)).size();
        }
        assertEquals(HISTORIES, done);
    }

    private static Long run(TestStates one, TestStates two, SettableClock clock, Long seed) {
        try {
            new RandomHistory(one.sibling(), two.sibling(), clock, seed).run();
            return seed;
        } catch (RuntimeException | AssertionError failed) {
            throw new IllegalStateException("history " + seed, failed);
        }
    }
}
