package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.InterruptedStore;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What one instance does while another trims the same log to the end: before each of its store calls in turn. */
class OvertakenTest {
    private static final Lifetime A_DAY_OF_HISTORY = new Lifetime(null, null, Duration.ofDays(1));
    private static final LogName NAME = new LogName("acme", "p.i#s#notes");
    private static final String LARGE = large();
    private static final String WHOLE = Notes.append(LARGE, "bcde");

    @Test
    void a_sweep_finds_done_what_another_did() {
        assertTrue(atEveryCall(TestLogs::sweep) > 5);
    }

    @Test
    void a_read_from_nothing_finds_the_log_as_it_stands() {
        assertTrue(atEveryCall(log -> assertEquals(WHOLE, log.read(NAME).openState())) > 1);
    }

    @Test
    void what_another_trims_up_to_can_be_read_all_the_time() {
        String then = Notes.append(LARGE, "bc");
        assertTrue(atEveryCall(log -> assertEquals(then, log.at(NAME, 4).openState())) > 3);
    }

    @Test
    void entries_are_told_as_far_as_they_are_kept() {
        assertTrue(atEveryCall(log -> assertEquals(
                        6,
                        log.log.entries(TestLogs.budget(), NAME, 1, 6).getLast().seq()))
                > 1);
    }

    /** @return how many calls the work takes when nothing comes between */
    private int atEveryCall(Consumer<TestLogs> work) {
        for (int call = 0; ; call++) {
            String name = "t" + java.util.UUID.randomUUID();
            Table table = TestStore.table(TestStore.endpoint(), name);
            TestLogs.SettableClock clock = new TestLogs.SettableClock();
            TestLogs other = new TestLogs(table, clock);
            write(other, clock);
            InterruptedStore store = new InterruptedStore(name, call, () -> {
                clock.advance(Duration.ofHours(2));
                other.sweep();
            });
            work.accept(new TestLogs(store.table(), clock));
            assertEquals(WHOLE, new TestLogs(table, clock).read(NAME).openState(), "before call " + call);
            if (!store.wasInterrupted()) {
                return call;
            }
        }
    }

    /** Two entries that need not be kept any more, two that need not in an hour, and the newest. */
    private static void write(TestLogs log, TestLogs.SettableClock clock) {
        log.open(log.call(), NAME, A_DAY_OF_HISTORY, LARGE + LARGE);
        log.note(log.call(), NAME, Base.head(), LARGE);
        clock.advance(Duration.ofHours(1));
        log.note(log.call(), NAME, Base.head(), "b");
        log.note(log.call(), NAME, Base.head(), "c");
        clock.advance(Duration.ofHours(23).plusSeconds(1));
        log.note(log.call(), NAME, Base.head(), "d");
        log.note(log.call(), NAME, Base.head(), "e");
    }

    private static String large() {
        byte[] noise = new byte[300_000];
        new Random(7).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }
}
