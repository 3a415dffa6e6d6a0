package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.project;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.security.Call;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.table.Item;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.TestStore;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a page of the list costs, once an instance has read the key that seals the tenant's cursors. */
class ListCostTest {
    private static final ProjectItems ITEMS = new ProjectItems(TestKeysets.sealing());
    private static final ProjectFilter ALL = new ProjectFilter(null, null, null);

    private final TestRegistry on = new TestRegistry();

    ListCostTest() {
        registerMany(2);
        on.registry.list().page(on.call(), ALL, 1, null);
    }

    private void registerMany(int count) {
        for (int i = 0; i < count; i++) {
            on.register(project(UUID.randomUUID(), RegistryCostTest.USUAL));
        }
    }

    @Test
    void a_page_of_a_hundred_projects() {
        registerMany(148);
        Call call = on.call();
        on.registry.list().page(call, ALL, 100, null);
        assertEquals(new Consumption(1, 4, 0), call.budget().consumed());
    }

    @Test
    void a_page_costs_the_same_at_fifty_and_at_five_thousand_projects() {
        registerMany(48);
        Consumption few = pageOfFifty();
        load(4_950);
        assertEquals(few, pageOfFifty());
        assertEquals(1, few.calls());
    }

    private Consumption pageOfFifty() {
        Call call = on.call();
        assertEquals(50, on.registry.list().page(call, ALL, 50, null).items().size());
        return call.budget().consumed();
    }

    /** Copies of a project, with ids of their own. */
    private void load(int count) {
        Project first =
                on.register(project(UUID.randomUUID(), RegistryCostTest.USUAL)).project();
        List<Item> items = IntStream.range(0, count)
                .mapToObj(i -> new UUID(0, i))
                .map(it -> ITEMS.item(first.with(copy(first.listing(), it))))
                .toList();
        TestStore.load(on.name, items);
        assertEquals(
                count + 51,
                TestStore.scan(on.name).stream()
                        .filter(item -> item.has(TableSchema.RECENT_PK))
                        .count());
    }

    private static Listing copy(Listing listing, UUID cloudUuid) {
        return new Listing(
                listing.tenant(),
                cloudUuid,
                listing.localUuid(),
                listing.profile(),
                null,
                false,
                false,
                listing.registeredAt(),
                listing.updatedAt(),
                listing.usedAt());
    }
}
