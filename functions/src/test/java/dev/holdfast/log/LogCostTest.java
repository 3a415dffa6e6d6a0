package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.security.Call;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Shards;
import dev.holdfast.table.SlowStore;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.table.Write;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a log costs: store calls, round trips that wait for one another, and capacity units by AWS' rules. */
class LogCostTest {
    private static final int PATCHES = 1_000;
    /** Packed, about 400 bytes of an entry. */
    private static final int LINE = 360;

    private final String tableName = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), tableName);
    private final TestLogs.SettableClock clock = new TestLogs.SettableClock();
    private final Log<List<String>> log = instance(table);
    private final TestLogs caller = new TestLogs(table, clock);
    private final LogName name = new LogName("acme", "p.i#s#document");
    private final Random random = new Random(1);
    private int lines;

    @Test
    void a_thousand_patches_of_a_200_kb_document_cost_at_most_one_and_a_half_units_each() {
        open(200);
        assertAverage(1.5);
    }

    @Test
    void a_thousand_patches_of_a_2_kb_document_cost_at_most_1_3_units_each() {
        open(2);
        assertAverage(1.3);
    }

    private void assertAverage(double most) {
        double units = 0;
        for (int i = 0; i < PATCHES; i++) {
            units += patch(LINE).writeUnits();
        }
        double bytes = TestStore.partition(table, name.partition()).stream()
                .filter(item -> item.key().sk().startsWith("e#") && EntryItems.seq(item) > 1)
                .mapToInt(Item::size)
                .average()
                .orElseThrow();
        assertEquals(400, bytes, 25, "the entries are not of the size meant");
        assertTrue(!snapshots().isEmpty(), "no snapshot was taken");
        double average = units / PATCHES;
        System.out.printf(
                "%d lines: %.3f write units a patch of %.0f bytes, %d snapshots%n",
                lines, average, bytes, snapshots().size());
        assertTrue(average <= most, () -> average + " write units");
    }

    @Test
    void the_writer_of_the_last_entry_appends_with_one_call_of_one_unit() {
        open(2);
        assertEquals(new Consumption(1, 0, 1), patch(LINE));
    }

    @Test
    void a_megabyte_with_nothing_new_is_read_with_one_call_of_one_unit() {
        open(1_000);
        Budget read = TestLogs.budget();
        log.read(read, name);
        assertEquals(new Consumption(1, 1, 0), read.consumed());
    }

    @Test
    void a_cold_megabyte_is_read_in_two_round_trips_from_its_open_and_from_a_snapshot() {
        open(1_000);
        assertEquals(2, roundTripsOfColdRead());
        while (snapshots().isEmpty()) {
            patch(100_000);
        }
        patch(LINE);
        assertEquals(2, roundTripsOfColdRead());
    }

    @Test
    void a_stale_hint_costs_no_round_trip_while_its_snapshot_stands() {
        open(20);
        while (snapshots().size() < 2) {
            patch(5_000);
        }
        hintAt(snapshots().getFirst());
        assertEquals(2, roundTripsOfColdRead());
    }

    @Test
    void a_hint_to_what_was_removed_costs_a_third_round_trip() {
        open(20);
        while (snapshots().size() < 2) {
            patch(5_000);
        }
        hintAt(snapshots().getFirst());
        table.write(
                TestLogs.budget(), new Write.Delete(name.snapshot(snapshots().getFirst()), Condition.none()));
        assertEquals(3, roundTripsOfColdRead());
    }

    @Test
    void the_newest_entries_of_ten_known_logs_are_asked_for_in_one_round_trip() {
        List<LogName> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(new LogName("acme", "p.i#s#n" + i));
            caller.open(caller.call(), ten.getLast(), Lifetime.FOREVER, "a");
        }
        Budget budget = TestLogs.budget();
        assertEquals(10, caller.log.readAll(budget, ten).size());
        assertEquals(new Consumption(1, 10, 0), budget.consumed());
    }

    private int roundTripsOfColdRead() {
        try (SlowStore far = new SlowStore()) {
            View<List<String>> cold = instance(far.table(tableName)).read(TestLogs.budget(), name);
            assertEquals(log.read(TestLogs.budget(), name).openState(), cold.openState());
            return far.roundTrips();
        }
    }

    private Log<List<String>> instance(Table over) {
        return new Log<>(over, TestKeysets.sealing(), new Slots(), new Shards(2), clock);
    }

    private void open(int kilobytes) {
        lines = kilobytes * 1_000 / LINE;
        List<String> state = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            state.add(noise(LINE));
        }
        byte[] payload = new Slots().write(state);
        log.append(caller.call(), name, Base.head(), _ -> Proposal.Append.open(Lifetime.FOREVER, null, payload, state));
    }

    /** Replaces a line; the document keeps its size only while {@code length} is that of a line. */
    private Consumption patch(int length) {
        int line = random.nextInt(lines);
        String text = noise(length);
        byte[] payload = Notes.bytes(line + ":" + text);
        Call call = caller.call();
        log.append(
                call,
                name,
                Base.head(),
                head -> Proposal.Append.change(null, payload, Slots.replace(head.openState(), line, text)));
        return call.budget().consumed();
    }

    private String noise(int length) {
        byte[] bytes = new byte[length / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void hintAt(long seq) {
        table.write(
                TestLogs.budget(),
                Write.Change.of(name.control()).number("start", seq).onlyIf(Condition.none()));
    }

    private List<Long> snapshots() {
        return TestStore.partition(table, name.chunkPartition()).stream()
                .filter(item -> item.key().sk().startsWith("s#"))
                .map(item -> LogName.seq(item.key().sk()))
                .toList();
    }
}
