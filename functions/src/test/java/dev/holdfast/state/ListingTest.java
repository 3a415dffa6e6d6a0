package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.activity.Triggers;
import dev.holdfast.log.Log;
import dev.holdfast.log.View;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Write;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** An open store is listed, whoever removes listings at the same time. */
class ListingTest {
    private final TestStates one = new TestStates(Clock.systemUTC());
    private final Listing listing = new Listing(one.table);
    private final Log<StoreState> log =
            new Log<>(one.table, TestKeysets.sealing(), new StoreFold(), new Shards(2), Clock.systemUTC());
    private final StoreRef ref = new StoreRef(one.tenant, one.project, one.incarnation(), new StoreName("plan"));

    @Test
    void a_store_opened_since_it_was_seen_closed_stays_listed() {
        one.save("plan", "{}", ANY);
        one.delete("plan", ANY);
        listing.add(one.call(), ref);
        Item listed = listing.find(one.call().budget(), ref.listed()).orElseThrow();
        View<StoreState> closed = log.observe(one.call().budget(), ref.log());
        StoreState empty =
                new StoreState(Document.of(TestStates.json("{}"), SchemaVersion.FIRST), StoreConfig.DEFAULT, 0);
        new StoreLogs(
                        log,
                        new Owners(one.registry.resolve()),
                        listing,
                        new Triggers(one.table, TestKeysets.sealing()),
                        new Firing(Clock.systemUTC()),
                        Wake.NONE)
                .append(one.call(), ref, ABSENT, _ -> Entries.open(empty));
        listing.remove(one.call().budget(), listed, ref.log(), closed);
        assertEquals(1, one.listed().size());
    }

    @Test
    void a_store_that_was_listed_again_since_stays_listed() {
        one.save("plan", "{}", ANY);
        one.delete("plan", ANY);
        listing.add(one.call(), ref);
        Item listed = listing.find(one.call().budget(), ref.listed()).orElseThrow();
        View<StoreState> closed = log.observe(one.call().budget(), ref.log());
        listing.add(one.call(), ref);
        listing.remove(one.call().budget(), listed, ref.log(), closed);
        assertTrue(listing.find(one.call().budget(), ref.listed()).isPresent());
    }

    @Test
    void a_leftover_is_removed() {
        listing.add(one.call(), ref);
        Item listed = listing.find(one.call().budget(), ref.listed()).orElseThrow();
        listing.remove(
                one.call().budget(), listed, ref.log(), log.observe(one.call().budget(), ref.log()));
        assertFalse(listing.find(one.call().budget(), ref.listed()).isPresent());
    }

    @Test
    void a_repeated_creation_lists_the_store_again() {
        one.save(one.keyed("k"), "plan", "{}", ANY);
        one.table.write(one.call().budget(), new Write.Delete(ref.listed(), Condition.none()));
        assertTrue(one.listed().isEmpty());
        one.save(one.keyed("k"), "plan", "{}", ANY);
        assertEquals(1, one.listed().size());
    }
}
