package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTest {
    private final Table table = TestStore.table();
    private final TestLogs.SettableClock clock = new TestLogs.SettableClock();
    private final TestLogs one = new TestLogs(table, clock);
    private final TestLogs two = new TestLogs(table, clock);
    private final LogName name = new LogName("acme", "p.i#s#notes");

    @Test
    void what_one_instance_appends_the_other_reads() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        one.note(one.call(), name, Base.head(), "b");
        assertEquals("ab", two.read(name).openState());
        two.note(two.call(), name, Base.head(), "c");
        assertEquals("abc", one.read(name).openState());
        assertEquals(3, one.read(name).head());
    }

    @Test
    void a_writer_with_an_old_view_takes_the_next_free_slot() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        two.read(name);
        one.note(one.call(), name, Base.head(), "b");
        Appended<String> late = two.note(two.call(), name, Base.head(), "c");
        assertEquals("abc", late.view().openState());
    }

    @Test
    void a_repeated_operation_finds_itself_with_and_without_a_base() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        one.note(one.keyed("k"), name, Base.head(), "b");
        one.note(one.call(), name, Base.head(), "c");
        var again = assertInstanceOf(Appended.Written.class, two.note(two.keyed("k"), name, Base.head(), "b"));
        assertTrue(again.repeated());
        assertEquals(2, again.entry().seq());
        var based = assertInstanceOf(Appended.Written.class, two.note(two.keyed("k"), name, Base.at(1), "b"));
        assertTrue(based.repeated());
        assertEquals("abc", one.read(name).openState());
    }

    @Test
    void an_operation_never_crosses_the_end_of_its_life() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        one.note(one.call(), name, Base.at(1), "b");
        one.close(one.call(), name, Base.at(2));
        Refusal gone = assertThrows(Refusal.class, () -> one.note(one.call(), name, Base.at(2), "x"));
        assertEquals(Reason.STORE_EXPIRED, gone.reason());
        one.open(one.call(), name, Lifetime.FOREVER, "n");
        Refusal other = assertThrows(Refusal.class, () -> two.note(two.call(), name, Base.at(2), "x"));
        assertEquals(Reason.STORE_EXISTS, other.reason());
        assertEquals("n", two.read(name).openState());
        assertEquals(4, two.read(name).head());
    }

    @Test
    void a_long_log_is_read_by_a_snapshot_and_its_tail() {
        one.open(one.call(), name, Lifetime.FOREVER, "");
        String expected = "";
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 60; i++) {
            byte[] noise = new byte[600];
            random.nextBytes(noise);
            String note = java.util.HexFormat.of().formatHex(noise);
            expected = Notes.append(expected, note);
            one.note(one.call(), name, Base.head(), note);
        }
        TestLogs fresh = new TestLogs(table, clock);
        assertEquals(expected, fresh.read(name).openState());
        assertTrue(fresh.read(name).start().seq() > 1, "no snapshot was taken");
        assertEquals(61, fresh.read(name).head());
    }

    @Test
    void a_document_larger_than_an_item_is_kept_in_chunks() {
        java.util.Random random = new java.util.Random(1);
        byte[] noise = new byte[600_000];
        random.nextBytes(noise);
        String large = java.util.HexFormat.of().formatHex(noise);
        one.open(one.call(), name, Lifetime.FOREVER, large);
        assertEquals(large, two.read(name).openState());
        one.note(one.call(), name, Base.head(), "b");
        assertEquals(
                (large + "b").substring(large.length() + 1 - 8_192),
                new TestLogs(table, clock).read(name).openState());
    }

    @Test
    void a_life_ends_at_its_deadline_and_reading_puts_that_off() {
        one.open(one.call(), name, TestLogs.SHORT, "a");
        clock.advance(Duration.ofSeconds(59));
        assertTrue(one.read(name).isOpen());
        clock.advance(Duration.ofSeconds(59));
        assertTrue(two.read(name).isOpen());
        clock.advance(Duration.ofSeconds(60));
        assertFalse(two.read(name).isOpen());
        assertFalse(one.read(name).isOpen());
        assertEquals(2, one.read(name).head());
    }

    @Test
    void the_last_writer_appends_with_one_call_of_one_unit_and_reads_with_one() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        one.note(one.call(), name, Base.head(), "b");
        assertEquals(new dev.holdfast.table.Budget.Consumption(1, 0, 1), one.budget.consumed());
        one.read(name);
        assertEquals(new dev.holdfast.table.Budget.Consumption(1, 1, 0), one.budget.consumed());
    }

    @Test
    void writers_of_one_instance_do_not_race_for_a_slot() {
        one.open(one.call(), name, Lifetime.FOREVER, "");
        List<Integer> writers = java.util.stream.IntStream.range(0, 64).boxed().toList();
        List<Double> units = dev.holdfast.table.Parallel.map(writers, writer -> {
            var call = new TestLogs(table, clock).call();
            one.log.append(
                    call,
                    name,
                    Base.head(),
                    head -> Proposal.Append.change(null, Notes.bytes("x"), head.openState() + "x"));
            return call.budget().consumed().writeUnits();
        });
        assertEquals(64.0, units.stream().mapToDouble(Double::doubleValue).sum(), "refused puts were paid for");
        assertEquals(65, two.read(name).head());
    }

    @Test
    void a_state_that_is_not_what_was_written_is_not_served() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        one.log.append(
                one.call(), name, Base.head(), _ -> Proposal.Append.change(null, Notes.bytes("b"), "something else"));
        assertThrows(IllegalStateException.class, () -> two.read(name));
    }

    @Test
    void an_entry_does_not_open_in_another_slot_or_another_log() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        var entry = TestStore.partition(table, name.partition()).getFirst();
        LogName other = new LogName("acme", "p.i#s#other");
        table.write(
                TestLogs.budget(),
                dev.holdfast.table.Write.Put.always(dev.holdfast.table.Item.at(other.entry(1))
                        .text("k", entry.text("k"))
                        .number("life", 1)
                        .text("op", entry.text("op"))
                        .text("by", entry.text("by"))
                        .number("at", entry.number("at"))
                        .bytes("p", entry.bytes("p"))
                        .build()));
        assertThrows(dev.holdfast.security.BrokenSeal.class, () -> two.read(other));
    }

    @Test
    void no_payload_stands_in_the_store_unsealed() {
        one.open(one.call(), name, Lifetime.FOREVER, "a very secret note");
        for (var item : TestStore.partition(table, name.partition())) {
            assertFalse(item.has("p")
                    && new String(item.bytes("p"), java.nio.charset.StandardCharsets.ISO_8859_1).contains("secret"));
        }
    }
}
