package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.InterleavedStore;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one instance does while another trims the same log, or goes on with it: before each of its store calls. */
class OvertakenTest {
    private static final Lifetime A_DAY_OF_HISTORY = new Lifetime(null, null, Duration.ofDays(1));
    private static final LogName NAME = new LogName("acme", "p.i#s#notes");
    /** Too much for an item. */
    private static final String LARGE = noise(7, 300_000);

    private static final String END = Notes.append(LARGE, "bcde");

    private final TestLogs.SettableClock clock = new TestLogs.SettableClock();

    @Test
    void a_sweep_finds_done_what_another_did() {
        assertTrue(atEveryCall(this::trimTwice, this::sweepLater, TestLogs::sweep, END) > 5);
    }

    @Test
    void a_read_from_nothing_finds_the_log_as_it_stands() {
        assertTrue(atEveryCall(this::trimTwice, this::sweepLater, log -> assertEquals(END, shown(log)), END) > 1);
    }

    @Test
    void a_read_from_nothing_never_finds_nothing() {
        int calls = atEveryCall(
                log -> {
                    log.open(log.call(), NAME, A_DAY_OF_HISTORY, LARGE + LARGE);
                    clock.advance(Duration.ofDays(1).plusSeconds(1));
                },
                log -> {
                    log.note(log.call(), NAME, Base.head(), "bcde");
                    log.sweep();
                },
                log -> assertTrue(log.read(NAME).head() > 0),
                END);
        assertTrue(calls > 1);
    }

    @Test
    void what_another_trims_up_to_can_be_read_all_the_time() {
        String then = Notes.append(LARGE, "bc");
        int calls = atEveryCall(
                this::trimTwice,
                this::sweepLater,
                log -> assertEquals(then, log.at(NAME, 4).openState()),
                END);
        assertTrue(calls > 3);
    }

    @Test
    void entries_are_told_as_far_as_they_are_kept() {
        int calls = atEveryCall(
                this::trimTwice,
                this::sweepLater,
                log -> {
                    List<Long> seqs = log.log.entries(TestLogs.budget(), NAME, 1, 6).stream()
                            .map(Entry::seq)
                            .toList();
                    assertEquals(
                            LongStream.rangeClosed(seqs.getFirst(), 6).boxed().toList(), seqs);
                },
                END);
        assertTrue(calls > 1);
    }

    @Test
    void what_is_kept_stays_readable_when_a_sweep_meets_one_that_began_earlier() {
        int calls = atEveryCall(
                log -> {
                    log.open(log.call(), NAME, A_DAY_OF_HISTORY, "");
                    write(log, 11);
                    clock.advance(Duration.ofHours(1));
                    write(log, 2);
                    clock.advance(Duration.ofHours(22));
                    write(log, 10);
                    clock.advance(Duration.ofHours(2).plusSeconds(1));
                },
                log -> log.behind(Duration.ofHours(1)).sweep(),
                log -> {
                    log.sweep();
                    assertEquals(15, log.at(NAME, 15).head());
                },
                null);
        assertTrue(calls > 5);
    }

    /** @param end the state at last; null for any */
    private int atEveryCall(
            Consumer<TestLogs> prepare, Consumer<TestLogs> between, Consumer<TestLogs> work, @Nullable String end) {
        return InterleavedStore.atEveryCall(() -> {
            String name = "t" + UUID.randomUUID();
            Table table = TestStore.table(TestStore.endpoint(), name);
            TestLogs other = new TestLogs(table, clock);
            prepare.accept(other);
            return new InterleavedStore.Round(
                    name,
                    () -> between.accept(other),
                    interrupted -> work.accept(new TestLogs(interrupted, clock)),
                    () -> {
                        if (end != null) {
                            assertEquals(end, shown(new TestLogs(table, clock)));
                        }
                    });
        });
    }

    /** Two entries that need not be kept any more, two that need not in an hour, and the newest. */
    private void trimTwice(TestLogs log) {
        log.open(log.call(), NAME, A_DAY_OF_HISTORY, LARGE + LARGE);
        log.note(log.call(), NAME, Base.head(), LARGE);
        clock.advance(Duration.ofHours(1));
        log.note(log.call(), NAME, Base.head(), "b");
        log.note(log.call(), NAME, Base.head(), "c");
        clock.advance(Duration.ofHours(23).plusSeconds(1));
        log.note(log.call(), NAME, Base.head(), "d");
        log.note(log.call(), NAME, Base.head(), "e");
    }

    private void sweepLater(TestLogs log) {
        clock.advance(Duration.ofHours(2));
        log.sweep();
    }

    /** So much that every few of them there is a snapshot. */
    private static void write(TestLogs log, int notes) {
        for (int i = 0; i < notes; i++) {
            log.note(log.call(), NAME, Base.head(), noise(i, 3_000));
        }
    }

    private static String shown(TestLogs log) {
        return log.read(NAME).openState();
    }

    private static String noise(int seed, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }
}
