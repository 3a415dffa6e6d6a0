package dev.holdfast.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Key KEY = new Key("t#things", "one");

    private final Table table = TestStore.table();
    private final Budget budget = TestStore.budget(Duration.ofSeconds(20));

    private static Item item(Key key, long version) {
        return Item.at(key)
                .number(TableSchema.VERSION, version)
                .text("name", "kelp")
                .build();
    }

    private WriteResult write(Write write) {
        return table.write(budget, write);
    }

    private static Item standing(WriteResult result) {
        Item standing = assertInstanceOf(WriteResult.Refused.class, result).standing();
        if (standing == null) {
            throw new AssertionError("nothing was in the way");
        }
        return standing;
    }

    @Test
    void an_item_is_read_as_it_was_written() {
        Item item = Item.at(KEY)
                .number("n", Long.MIN_VALUE)
                .text("t", "Tang 🌊")
                .bytes("b", new byte[] {0, -1})
                .flag("on", true)
                .flag("off", false)
                .build();
        assertEquals(new WriteResult.Applied(), write(Write.Put.always(item)));
        assertEquals(Optional.of(item), table.get(budget, KEY));
        assertFalse(item.has("off"));
        assertThrows(IllegalStateException.class, () -> item.text("b"));
        assertThrows(IllegalStateException.class, () -> item.bytes("absent"));
        assertFalse(item.toString().contains("Tang"));
    }

    @Test
    void nothing_is_read_where_nothing_is() {
        assertEquals(Optional.empty(), table.get(budget, KEY));
    }

    @Test
    void a_put_that_wants_nothing_there_is_refused_with_the_item_in_its_way() {
        write(Write.Put.ifAbsent(item(KEY, 1)));
        assertEquals(new WriteResult.Refused(0, item(KEY, 1)), write(Write.Put.ifAbsent(item(KEY, 9))));
        assertEquals(Optional.of(item(KEY, 1)), table.get(budget, KEY));
    }

    @Test
    void a_put_over_an_item_wants_the_version_that_was_read() {
        write(Write.Put.always(item(KEY, 1)));
        assertInstanceOf(WriteResult.Applied.class, write(Write.Put.over(item(KEY, 1), item(KEY, 2))));
        assertEquals(item(KEY, 2), standing(write(Write.Put.over(item(KEY, 1), item(KEY, 3)))));
        write(new Write.Delete(KEY, Condition.none()));
        assertEquals(new WriteResult.Refused(0, null), write(Write.Put.over(item(KEY, 2), item(KEY, 3))));
    }

    @Test
    void a_change_makes_an_item_and_counts_its_version_up() {
        write(Write.Change.of(KEY).flag("on").text("t", "a").onlyIf(Condition.nothingThere()));
        write(Write.Change.of(KEY).number("n", 7).remove("on").remove("t").onlyIf(Condition.has("on")));
        Item expected =
                Item.at(KEY).number("n", 7).number(TableSchema.VERSION, 2).build();
        assertEquals(Optional.of(expected), table.get(budget, KEY));
    }

    @Test
    void conditions_hold_together_or_not_at_all() {
        write(Write.Put.always(item(KEY, 3)));
        Condition name = Condition.equal("name", "kelp");
        Condition version = Condition.equal(TableSchema.VERSION, 3);
        Condition unarchived = Condition.lacks("archived");
        Write.ChangeBuilder change = Write.Change.of(KEY).flag("archived");
        assertInstanceOf(
                WriteResult.Refused.class, write(change.onlyIf(name.and(Condition.equal(TableSchema.VERSION, 4)))));
        assertInstanceOf(
                WriteResult.Refused.class,
                write(change.onlyIf(Condition.equal("name", "moss").and(version))));
        assertInstanceOf(
                WriteResult.Applied.class, write(change.onlyIf(name.and(version).and(unarchived))));
        assertInstanceOf(WriteResult.Refused.class, write(change.onlyIf(name.and(unarchived))));
    }

    @Test
    void no_condition_adds_nothing_to_another() {
        write(Write.Put.always(item(KEY, 3)));
        Condition version = Condition.equal(TableSchema.VERSION, 4);
        Write.ChangeBuilder change = Write.Change.of(KEY).flag("on");
        assertInstanceOf(
                WriteResult.Refused.class, write(change.onlyIf(Condition.none().and(version))));
        assertInstanceOf(WriteResult.Refused.class, write(change.onlyIf(version.and(Condition.none()))));
        assertInstanceOf(
                WriteResult.Applied.class, write(change.onlyIf(Condition.none().and(Condition.none()))));
    }

    @Test
    void a_deletion_applies_only_under_its_condition() {
        write(Write.Put.always(item(KEY, 3)));
        assertEquals(item(KEY, 3), standing(write(new Write.Delete(KEY, Condition.equal(TableSchema.VERSION, 2)))));
        assertInstanceOf(
                WriteResult.Applied.class, write(new Write.Delete(KEY, Condition.equal(TableSchema.VERSION, 3))));
        assertEquals(Optional.empty(), table.get(budget, KEY));
    }

    @Test
    void a_transaction_applies_all_its_writes() {
        Key other = new Key("t#things", "two");
        Key third = new Key("t#things", "three");
        write(Write.Put.always(item(third, 1)));
        WriteResult result = table.transact(
                budget,
                List.of(
                        Write.Put.ifAbsent(item(KEY, 1)),
                        Write.Change.of(other).flag("on").onlyIf(Condition.none()),
                        new Write.Delete(third, Condition.equal(TableSchema.VERSION, 1))));
        assertInstanceOf(WriteResult.Applied.class, result);
        assertEquals(Optional.of(item(KEY, 1)), table.get(budget, KEY));
        assertTrue(table.get(budget, other).orElseThrow().has("on"));
        assertEquals(Optional.empty(), table.get(budget, third));
    }

    @Test
    void a_refused_transaction_tells_which_write_and_what_was_in_its_way_and_applies_none() {
        Key other = new Key("t#things", "two");
        write(Write.Put.always(item(other, 5)));
        WriteResult result = table.transact(
                budget,
                List.of(
                        Write.Put.ifAbsent(item(KEY, 1)),
                        Write.Put.ifAbsent(item(other, 1)),
                        new Write.Delete(new Key("t#things", "none"), Condition.none())));
        assertEquals(new WriteResult.Refused(1, item(other, 5)), result);
        assertEquals(Optional.empty(), table.get(budget, KEY));
        WriteResult missing = table.transact(
                budget, List.of(new Write.Delete(KEY, Condition.has("name")), Write.Put.ifAbsent(item(other, 1))));
        assertEquals(0, assertInstanceOf(WriteResult.Refused.class, missing).position());
        assertNull(assertInstanceOf(WriteResult.Refused.class, missing).standing());
    }

    @Test
    void the_store_itself_removes_expired_items_by_the_ttl_attribute() {
        Instant expiry = Instant.parse("2026-03-01T10:00:00Z");
        Item item = Item.at(KEY).expiresAt(expiry).build();
        assertEquals(expiry.getEpochSecond(), item.number(TableSchema.TTL));
        String name = "ttl" + System.nanoTime();
        TestStore.table(TestStore.endpoint(), name).createIfAbsent();
        try (var client = TestStore.client(TestStore.endpoint())) {
            assertEquals(
                    TableSchema.TTL,
                    client.describeTimeToLive(b -> b.tableName(name))
                            .timeToLiveDescription()
                            .attributeName());
        }
    }
}
