package dev.holdfast.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The capacity that we compute, against what the store reports where it reports rightly, and AWS's rules elsewhere. */
class CapacityTest {
    private static final int STEPS = 400;
    private static final int KEYS = 12;

    private final String name = "t" + UUID.randomUUID();
    private final Table plain = TestStore.table(TestStore.endpoint(), name);
    private final ReportedCapacity reported = new ReportedCapacity();
    private final Table table = new Table(
            TestStore.builder(TestStore.endpoint())
                    .overrideConfiguration(o -> o.addExecutionInterceptor(reported))
                    .build(),
            name);
    private final SplittableRandom random = new SplittableRandom(20_260_301);

    private static Key key(int i) {
        return new Key("t#things", "k" + i);
    }

    private static Budget budget() {
        return TestStore.budget(Duration.ofSeconds(20));
    }

    private static Item ofSize(Key key, int bytes) {
        int empty = Item.at(key).text("t", "").build().size();
        return Item.at(key).text("t", "x".repeat(bytes - empty)).build();
    }

    private String text(int most) {
        int length = random.nextInt(most);
        return random.nextInt(4) == 0 ? "ä€🌊".repeat(length / 9) : "x".repeat(length);
    }

    private Item randomItem(Key key) {
        var item = Item.at(key)
                .number(TableSchema.VERSION, random.nextLong(-5_000, 5_000))
                .number("n", random.nextBoolean() ? random.nextLong() : random.nextInt(100) * 1_000L)
                .flag("linked", random.nextBoolean())
                .bytes("b", new byte[random.nextInt(600)])
                .text("detail", text(random.nextInt(4) == 0 ? 9_000 : 900));
        if (random.nextInt(3) > 0) {
            item.text(TableSchema.RECENT_PK, "t#things")
                    .text(TableSchema.RECENT_SK, "m" + random.nextInt(3))
                    .text(TableSchema.SUMMARY, random.nextInt(3) == 0 ? "same" : text(2_500));
        }
        if (random.nextInt(3) == 0) {
            item.text(TableSchema.DUE_SHARD, "s" + random.nextInt(2));
            if (random.nextBoolean()) {
                item.number(TableSchema.DUE_AT, random.nextInt(3));
            }
        }
        return item.build();
    }

    private Write randomWrite(Key key) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> {
                Item before = plain.get(budget(), key).orElse(null);
                yield new Write.Put(randomItem(key), Condition.none(), before);
            }
            case 2 -> new Write.Delete(key, Condition.none());
            case 3 -> Write.Change.of(key).flag("linked").onlyIf(Condition.none());
            case 4 ->
                Write.Change.of(key)
                        .text(TableSchema.RECENT_PK, "t#things")
                        .text(TableSchema.RECENT_SK, "m" + random.nextInt(3))
                        .remove(random.nextBoolean() ? "detail" : TableSchema.SUMMARY)
                        .onlyIf(Condition.none());
            default ->
                Write.Change.of(key)
                        .number("n", random.nextInt())
                        .remove(List.of("linked", TableSchema.RECENT_PK, TableSchema.DUE_AT)
                                .get(random.nextInt(3)))
                        .onlyIf(Condition.none());
        };
    }

    @Test
    void every_write_and_read_of_random_items_costs_what_the_store_reports() {
        for (int step = 0; step < STEPS; step++) {
            Key key = key(random.nextInt(KEYS));
            Write write = randomWrite(key);
            Budget written = budget();
            assertInstanceOf(WriteResult.Applied.class, table.write(written, write));
            String what = "step " + step + ": " + write;
            assertEquals(reported.take(), written.consumed().writeUnits(), what);
            Budget read = budget();
            table.get(read, key);
            assertEquals(reported.take(), read.consumed().readUnits(), what);
        }
    }

    @Test
    void every_page_of_random_items_costs_what_the_store_reports() {
        for (int i = 0; i < KEYS; i++) {
            table.write(budget(), Write.Put.always(randomItem(key(i))));
        }
        reported.take();
        for (int limit = 1; limit <= KEYS; limit++) {
            for (Query query : List.of(Query.partition("t#things", limit), Query.recent("t#things", limit))) {
                Budget read = budget();
                table.query(read, query);
                assertEquals(reported.take(), read.consumed().readUnits(), query.toString());
            }
        }
    }

    @Test
    void a_write_costs_a_unit_for_every_started_kilobyte() {
        for (int[] sizeAndUnits : new int[][] {{40, 1}, {1_024, 1}, {1_025, 2}, {10_240, 10}, {10_241, 11}}) {
            Budget budget = budget();
            table.write(budget, Write.Put.always(ofSize(key(sizeAndUnits[0]), sizeAndUnits[0])));
            assertEquals(sizeAndUnits[1], budget.consumed().writeUnits());
        }
    }

    @Test
    void a_read_costs_a_unit_for_every_started_four_kilobytes() {
        for (int[] sizeAndUnits : new int[][] {{40, 1}, {4_096, 1}, {4_097, 2}, {12_288, 3}}) {
            table.write(budget(), Write.Put.always(ofSize(key(1), sizeAndUnits[0])));
            Budget budget = budget();
            table.get(budget, key(1));
            assertEquals(sizeAndUnits[1], budget.consumed().readUnits());
        }
    }

    @Test
    void an_empty_read_costs_as_the_smallest() {
        Budget budget = budget();
        table.get(budget, key(1));
        table.query(budget, Query.partition("t#nothing", 10));
        table.query(budget, Query.recent("t#nothing", 10));
        assertEquals(new Budget.Consumption(3, 2.5, 0), budget.consumed());
    }

    @Test
    void a_transaction_costs_twice_as_much_applied_or_refused() {
        Item large = ofSize(key(1), 3_000);
        List<Write> writes = List.of(Write.Put.ifAbsent(large), Write.Put.ifAbsent(ofSize(key(2), 100)));
        Budget budget = budget();
        table.transact(budget, writes);
        assertEquals(new Budget.Consumption(1, 0, 8), budget.consumed());
        assertInstanceOf(WriteResult.Refused.class, table.transact(budget, writes));
        assertEquals(new Budget.Consumption(2, 0, 16), budget.consumed());
        table.transact(budget, List.of(new Write.Delete(key(1), Condition.none(), large)));
        assertEquals(new Budget.Consumption(3, 0, 22), budget.consumed());
    }

    @Test
    void a_transaction_pays_for_its_index_entries_once_and_only_when_applied() {
        Item indexed = Item.at(key(1))
                .text(TableSchema.RECENT_PK, "t#things")
                .text(TableSchema.RECENT_SK, "m")
                .build();
        Budget budget = budget();
        table.transact(budget, List.of(Write.Put.ifAbsent(indexed)));
        assertEquals(new Budget.Consumption(1, 0, 3), budget.consumed());
        table.transact(budget, List.of(Write.Put.ifAbsent(indexed)));
        assertEquals(new Budget.Consumption(2, 0, 5), budget.consumed());
    }

    @Test
    void a_refused_condition_costs_the_larger_of_the_item_in_the_way_and_the_new_one() {
        table.write(budget(), Write.Put.always(ofSize(key(1), 2_500)));
        assertRefusedAt(3, Write.Put.ifAbsent(ofSize(key(1), 100)));
        assertRefusedAt(5, Write.Put.ifAbsent(ofSize(key(1), 4_500)));
        assertRefusedAt(3, Write.Change.of(key(1)).flag("on").onlyIf(Condition.has("absent")));
        assertRefusedAt(3, new Write.Delete(key(1), Condition.has("absent")));
        assertRefusedAt(1, new Write.Delete(key(2), Condition.has("absent")));
    }

    private void assertRefusedAt(double units, Write write) {
        Budget budget = budget();
        assertInstanceOf(WriteResult.Refused.class, table.write(budget, write));
        assertEquals(units, budget.consumed().writeUnits());
    }
}
