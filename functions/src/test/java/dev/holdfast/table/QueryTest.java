package dev.holdfast.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static final int ITEMS = 25;

    private final Table table = TestStore.table();
    private final Budget budget = TestStore.budget(Duration.ofSeconds(20));

    QueryTest() {
        for (int i = 0; i < ITEMS; i++) {
            // The order of use is another than that of the keys, and three items each share a moment.
            Item item = Item.at(new Key("t#things", "%02d".formatted(i)))
                    .text(TableSchema.RECENT_PK, "t#things")
                    .text(TableSchema.RECENT_SK, "%02d".formatted((ITEMS - i) / 3))
                    .text(TableSchema.SUMMARY, "s" + i)
                    .text("detail", "d" + i)
                    .build();
            table.write(budget, Write.Put.always(item));
            table.write(
                    budget,
                    Write.Put.always(
                            Item.at(new Key("t#others", "%02d".formatted(i))).build()));
        }
    }

    private List<List<String>> pages(Query first) {
        List<List<String>> pages = new ArrayList<>();
        Query.@Nullable Position after = null;
        for (int i = 0; i <= ITEMS; i++) {
            Page page = table.query(budget, first.after(after));
            pages.add(page.items().stream().map(item -> item.key().sk()).toList());
            after = page.next();
            if (after == null) {
                return pages;
            }
        }
        throw new AssertionError("the pages do not end");
    }

    private static List<String> flat(List<List<String>> pages) {
        return pages.stream().flatMap(List::stream).toList();
    }

    private static List<String> ascending() {
        return IntStream.range(0, ITEMS).mapToObj("%02d"::formatted).toList();
    }

    @Test
    void pages_go_through_one_partition_in_key_order() {
        List<List<String>> pages = pages(Query.partition("t#things", 10));
        assertEquals(ascending(), flat(pages));
        assertEquals(List.of(10, 10, 5), pages.stream().map(List::size).toList());
    }

    @Test
    void pages_go_backwards_too() {
        assertEquals(
                ascending().reversed(),
                flat(pages(Query.partition("t#things", 7).newestFirst())));
    }

    @Test
    void a_start_position_goes_on_behind_it_even_when_nothing_stands_there() {
        Query.Position between = new Query.Position(new Key("t#things", "115"), null);
        Page page = table.query(budget, Query.partition("t#things", 100).after(between));
        assertEquals("12", page.items().getFirst().key().sk());
        assertNull(page.next());
    }

    @Test
    void the_recent_index_gives_every_item_once_the_last_used_first() {
        List<String> all = flat(pages(Query.recent("t#things", 4)));
        assertEquals(ascending(), all.stream().sorted().toList());
        List<Integer> used =
                all.stream().map(sk -> (ITEMS - Integer.parseInt(sk)) / 3).toList();
        assertEquals(used.stream().sorted().toList().reversed(), used);
    }

    @Test
    void the_recent_index_goes_on_behind_a_position_made_of_an_entry() {
        Item third = table.query(budget, Query.recent("t#things", 3)).items().getLast();
        Query.Position after = new Query.Position(third.key(), third.text(TableSchema.RECENT_SK));
        List<String> whole = flat(pages(Query.recent("t#things", 100)));
        Page rest = table.query(budget, Query.recent("t#things", 100).after(after));
        assertEquals(
                whole.subList(3, ITEMS),
                rest.items().stream().map(item -> item.key().sk()).toList());
    }

    @Test
    void the_recent_index_carries_what_a_list_shows_and_no_more() {
        Item entry = table.query(budget, Query.recent("t#things", 1)).items().getFirst();
        assertTrue(entry.has(TableSchema.SUMMARY));
        assertTrue(!entry.has("detail"));
    }

    @Test
    void an_empty_partition_is_one_empty_page() {
        assertEquals(List.of(List.of()), pages(Query.partition("t#nothing", 10)));
        assertEquals(List.of(List.of()), pages(Query.recent("t#nothing", 10)));
    }
}
