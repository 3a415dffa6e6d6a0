package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes by itself, and what must never go. */
class SweepTest {
    private static final Lifetime TWO_DAYS_OF_HISTORY = new Lifetime(null, null, Duration.ofDays(2));

    private final String tableName = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), tableName);
    private final TestLogs.SettableClock clock = new TestLogs.SettableClock();
    private final TestLogs one = new TestLogs(table, clock);
    private final LogName name = new LogName("acme", "p.i#s#notes");

    @Test
    void a_life_that_nobody_reads_is_closed_at_its_deadline_and_removed_a_day_later() {
        one.open(one.call(), name, TestLogs.SHORT, "a");
        one.note(one.call(), name, Base.head(), "b");
        assertEquals(0, one.sweep(), "swept before it was due");
        clock.advance(Duration.ofSeconds(60));
        assertEquals(1, one.sweep());
        assertEquals(List.of(1L, 2L, 3L), seqs());
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertEquals(1, one.sweep());
        assertEquals(List.of(3L), seqs());
        clock.advance(Duration.ofDays(9));
        assertEquals(0, one.sweep(), "nothing is left to do");
        one.open(one.call(), name, Lifetime.FOREVER, "n");
        assertEquals(4, fresh().read(name).head());
        assertEquals("n", fresh().read(name).openState());
    }

    @Test
    void a_life_that_is_kept_alive_is_left_alone_and_looked_at_again() {
        one.open(one.call(), name, TestLogs.SHORT, "a");
        clock.advance(Duration.ofSeconds(50));
        one.read(name);
        clock.advance(Duration.ofSeconds(10));
        assertEquals(1, one.sweep());
        assertTrue(fresh().read(name).isOpen());
        clock.advance(Duration.ofSeconds(60));
        assertEquals(1, one.sweep());
        assertEquals(
                Kind.CLOSE,
                fresh().log.entries(TestLogs.budget(), name, 2, 2).getFirst().kind());
    }

    @Test
    void history_is_removed_once_it_need_not_be_kept_and_never_the_newest_entry() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        one.note(one.keyed("old"), name, Base.at(1), "b");
        one.note(one.call(), name, Base.head(), "c");
        clock.advance(Duration.ofDays(1));
        one.note(one.call(), name, Base.head(), "d");
        one.sweep();
        assertEquals(List.of(1L, 2L, 3L, 4L), seqs());
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        one.sweep();
        assertEquals(List.of(4L), seqs());
        assertEquals("abcd", fresh().read(name).openState());
        assertEquals("abc", fresh().at(name, 3).openState());
        assertEquals(Reason.HISTORY_GONE, refusal(() -> fresh().at(name, 2)));
        clock.advance(Duration.ofDays(3));
        one.sweep();
        assertEquals(List.of(4L), seqs());
        one.note(one.call(), name, Base.head(), "e");
        assertEquals("abcde", fresh().read(name).openState());
    }

    @Test
    void whether_an_operation_was_applied_is_unknown_once_entries_since_its_base_are_gone() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        one.note(one.keyed("k"), name, Base.at(1), "b");
        one.note(one.keyed("head"), name, Base.head(), "c");
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), "d");
        one.sweep();
        assertEquals(List.of(4L), seqs());
        assertEquals(Reason.OUTCOME_UNKNOWN, refusal(() -> fresh().note(one.keyed("k"), name, Base.at(1), "b")));
        assertEquals(Reason.OUTCOME_UNKNOWN, refusal(() -> fresh().note(one.keyed("head"), name, Base.head(), "c")));
        assertEquals("abcd", fresh().read(name).openState());
    }

    @Test
    void a_view_from_before_entries_were_removed_does_not_write_into_the_gap() {
        TestLogs sleeper = new TestLogs(table, clock);
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        sleeper.read(name);
        one.note(one.call(), name, Base.head(), "b");
        one.note(one.call(), name, Base.head(), "c");
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), "d");
        one.sweep();
        assertEquals(List.of(4L), seqs());
        sleeper.note(sleeper.call(), name, Base.head(), "e");
        assertEquals(List.of(4L, 5L), seqs());
        assertEquals("abcde", fresh().read(name).openState());
    }

    @Test
    void a_view_from_before_entries_were_removed_is_not_taken_for_the_newest_among_many() {
        TestLogs sleeper = new TestLogs(table, clock);
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        sleeper.read(name);
        one.note(one.call(), name, Base.head(), "b");
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), "c");
        one.sweep();
        assertEquals(List.of(3L), seqs());
        View<String> read =
                sleeper.log.readAll(TestLogs.budget(), List.of(name)).get(name);
        assertEquals("abc", java.util.Objects.requireNonNull(read).openState());
    }

    @Test
    void what_still_has_to_cause_something_is_not_removed_nor_what_follows_it() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        one.note(one.call(), name, Base.head(), "b");
        noteAwaited("c", "abc");
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), "d");
        for (int i = 0; i < 2; i++) {
            one.sweep();
            assertEquals(List.of(3L, 4L), seqs());
            assertEquals("ab", fresh().at(name, 2).openState(), "what was there before it is told with it");
            clock.advance(Duration.ofHours(12));
        }
        relay(3);
        assertEquals(1, one.sweep());
        assertEquals(List.of(4L), seqs());
        assertEquals("abcd", fresh().read(name).openState());
    }

    @Test
    void a_closed_log_is_looked_at_again_while_something_in_it_is_awaited() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        noteAwaited("b", "ab");
        one.close(one.call(), name, Base.head());
        clock.advance(Duration.ofDays(3));
        one.sweep();
        assertEquals(List.of(1L, 2L, 3L), seqs());
        assertEquals("a", fresh().at(name, 1).openState(), "what was there before it is told with it");
        relay(2);
        clock.advance(Duration.ofHours(1));
        assertEquals(1, one.sweep());
        assertEquals(List.of(3L), seqs());
        clock.advance(Duration.ofDays(3));
        assertEquals(0, one.sweep(), "nothing is left to do");
    }

    @Test
    void a_closed_life_is_kept_whole_as_long_as_one_of_its_changes_is() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        clock.advance(Duration.ofDays(2));
        noteAwaited("b", "ab");
        one.close(one.call(), name, Base.head());
        clock.advance(Duration.ofSeconds(1));
        one.sweep();
        assertEquals("a", fresh().at(name, 1).openState());
        relay(2);
        clock.advance(Duration.ofDays(3));
        one.sweep();
        assertEquals(List.of(3L), seqs());
    }

    @Test
    void what_is_awaited_of_an_earlier_life_keeps_that_life_alone() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "old");
        one.close(one.call(), name, Base.head());
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        noteAwaited("b", "ab");
        one.close(one.call(), name, Base.head());
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "n");
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), "ew");
        one.sweep();
        assertEquals(List.of(3L, 4L, 5L, 6L, 7L), seqs());
        assertEquals("a", fresh().at(name, 3).openState());
        assertEquals("new", fresh().read(name).openState());
    }

    @Test
    void a_mark_that_arrives_late_makes_no_whole_chunks_unfinished() {
        LateMark late = new LateMark(tableName);
        TestLogs slow = new TestLogs(late.table(), clock);
        String large = large(1) + large(2);
        slow.open(slow.call(), name, Lifetime.FOREVER, large);
        late.arrive();
        clock.advance(Duration.ofHours(2));
        one.sweep();
        assertEquals(large, fresh().read(name).openState());
    }

    @Test
    void a_snapshot_that_is_not_what_the_entries_say_lets_nothing_be_removed() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, "a");
        one.note(one.call(), name, Base.head(), "b");
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), "c");
        TestLogs other = new TestLogs(table, clock);
        LogName elsewhere = new LogName("acme", "p.i#s#elsewhere");
        other.open(other.call(), elsewhere, TWO_DAYS_OF_HISTORY, "x");
        Item wrong = Item.at(name.snapshot(2)).bytes("p", new byte[40]).build();
        table.write(TestLogs.budget(), dev.holdfast.table.Write.Put.always(wrong));
        assertThrows(RuntimeException.class, () -> fresh().sweep());
        assertEquals(List.of(1L, 2L, 3L), seqs());
    }

    @Test
    void chunks_of_a_writer_that_died_are_removed_and_whole_ones_stay() {
        String large = large(1);
        one.open(one.call(), name, Lifetime.FOREVER, large);
        Chunks chunks = chunks();
        ChunkSet dead = chunks.store(TestLogs.budget(), name, new byte[800_000]);
        assertEquals(3, stored(dead));
        assertEquals(0, one.sweep());
        clock.advance(Duration.ofHours(1));
        assertEquals(1, one.sweep());
        assertEquals(0, stored(dead));
        assertEquals(large, fresh().read(name).openState());
        assertEquals(0, one.sweep());
        assertTrue(
                table.write(TestLogs.budget(), Chunks.completion(name, dead))
                        instanceof dev.holdfast.table.WriteResult.Refused,
                "chunks that are gone were referred to");
    }

    @Test
    void the_chunks_of_what_is_removed_go_with_it() {
        one.open(one.call(), name, TWO_DAYS_OF_HISTORY, large(1));
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), large(2));
        int before = TestStore.partition(table, name.chunkPartition()).size();
        clock.advance(Duration.ofDays(3));
        one.note(one.call(), name, Base.head(), "end");
        one.sweep();
        assertEquals(List.of(3L), seqs());
        assertTrue(TestStore.partition(table, name.chunkPartition()).size() < before, "chunks were left behind");
        String end = large(1) + large(2) + "end";
        assertTrue(end.endsWith(fresh().read(name).openState()));
        assertFalse(fresh().read(name).openState().isEmpty());
    }

    /** A change that still has to cause something. */
    private void noteAwaited(String note, String next) {
        one.log.append(
                one.call(),
                name,
                Base.head(),
                _ -> new Proposal.Append<>(Kind.CHANGE, null, null, Notes.bytes(note), next, clock.instant()));
    }

    private void relay(long seq) {
        Entry awaited = fresh().log.entries(TestLogs.budget(), name, seq, seq).getFirst();
        table.write(TestLogs.budget(), Log.relayed(name, awaited));
    }

    private Chunks chunks() {
        return new Chunks(table, dev.holdfast.security.TestKeysets.sealing(), new dev.holdfast.table.Shards(2), clock);
    }

    private long stored(ChunkSet set) {
        return TestStore.partition(table, name.chunkPartition()).stream()
                .filter(item -> set.keys(name).contains(item.key()))
                .count();
    }

    private static String large(int seed) {
        byte[] noise = new byte[300_000];
        new Random(seed).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    private TestLogs fresh() {
        return new TestLogs(table, clock);
    }

    private List<Long> seqs() {
        return TestStore.partition(table, name.partition()).stream()
                .filter(item -> item.key().sk().startsWith("e#"))
                .map(EntryItems::seq)
                .toList();
    }

    private static Reason refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(Refusal.class, call).reason();
    }
}
