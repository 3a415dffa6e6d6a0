package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static dev.holdfast.project.TestRegistry.edit;
import static dev.holdfast.project.TestRegistry.entry;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.security.Call;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.table.Item;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each operation costs: store calls, read units, write units. A project here is as large as most are. */
class RegistryCostTest {
    private static final ProjectItems ITEMS = new ProjectItems(TestKeysets.sealing());

    static final String USUAL = """
            'root_path': '/home/dev/kelp', 'primary_language': 'Java', 'framework': 'quarkus',
            'content_hash': 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
            'tags': ['backend']""";

    private final TestRegistry direct = new TestRegistry();
    private final FaultInjector injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1);
    private final TestRegistry on = direct.behind(injector.endpoint());
    private final UUID local = UUID.randomUUID();
    private final UUID cloud = CloudUuid.derive("acme", local);

    @AfterEach
    void close() {
        injector.close();
    }

    private void costs(int calls, double readUnits, double writeUnits, Consumer<Call> operation) {
        long before = requests();
        Call call = on.call();
        operation.accept(call);
        assertEquals(
                new Consumption(calls, readUnits, writeUnits), call.budget().consumed());
        assertEquals(calls, requests() - before, "requests that reached the store");
    }

    private long requests() {
        return injector.requests().values().stream().mapToLong(it -> it).sum();
    }

    private void register(Call call, String json) {
        on.registry.register().apply(call, registration(json));
    }

    @Test
    void a_usual_project_fits_into_one_write_unit() {
        Item item = ITEMS.item(direct.register(project(local, USUAL + ", " + childOf(UUID.randomUUID())))
                .project());
        assertEquals(734, item.size());
    }

    @Test
    void a_new_project() {
        costs(1, 0, 2, call -> register(call, project(local, USUAL)));
    }

    @Test
    void an_unchanged_project() {
        direct.register(project(local, USUAL));
        costs(1, 0, 1, call -> register(call, project(local, USUAL)));
    }

    @Test
    void an_unchanged_child() {
        UUID parent = UUID.randomUUID();
        direct.register(project(parent, USUAL));
        String child = project(local, USUAL + ", " + childOf(parent));
        direct.register(child);
        // What is refused is the child together with its link: a transaction of two.
        costs(1, 0, 4, call -> register(call, child));
    }

    @Test
    void a_use_noted_after_an_hour() {
        direct.register(project(local, USUAL));
        on.clock.advance(Duration.ofHours(2));
        // The entry in the list moves: one unit to remove it, one to make it.
        costs(2, 0, 4, call -> register(call, project(local, USUAL)));
    }

    @Test
    void a_changed_project() {
        direct.register(project(local, USUAL));
        on.clock.advance(Duration.ofMinutes(1));
        costs(2, 0, 7, call -> register(call, project(local, USUAL + ", 'project_type': 'monorepo'")));
    }

    @Test
    void a_new_project_under_a_registered_parent() {
        UUID parent = UUID.randomUUID();
        direct.register(project(parent, USUAL));
        costs(3, 0, 8, call -> register(call, project(local, USUAL + ", " + childOf(parent))));
    }

    @Test
    void a_new_project_under_a_parent_that_is_not_registered() {
        costs(2, 0, 6, call -> register(call, project(local, USUAL + ", " + childOf(UUID.randomUUID()))));
    }

    @Test
    void a_new_parent_that_one_child_awaits() {
        UUID child = UUID.randomUUID();
        direct.register(project(child, USUAL + ", " + childOf(local)));
        costs(5, 1, 6, call -> register(call, project(local, USUAL)));
    }

    @Test
    void another_parent() {
        UUID parent = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        direct.register(project(parent, USUAL));
        direct.register(project(other, USUAL));
        direct.register(project(local, USUAL + ", " + childOf(parent)));
        on.clock.advance(Duration.ofMinutes(1));
        costs(5, 1, 17, call -> register(call, project(local, USUAL + ", " + childOf(other))));
    }

    @Test
    void resolving_by_either_uuid() {
        direct.register(project(local, USUAL));
        costs(1, 1, 0, call -> on.registry.resolve().byLocalUuid(call, local));
        costs(1, 1, 0, call -> on.registry.resolve().byCloudUuid(call, cloud));
    }

    @Test
    void resolving_a_child_and_a_child_that_waits() {
        UUID parent = UUID.randomUUID();
        direct.register(project(local, USUAL + ", " + childOf(parent)));
        costs(2, 2, 0, call -> on.registry.resolve().byCloudUuid(call, cloud));
        direct.register(project(parent, USUAL));
        costs(1, 1, 0, call -> on.registry.resolve().byCloudUuid(call, cloud));
    }

    @Test
    void an_edit() {
        direct.register(project(local, USUAL));
        on.clock.advance(Duration.ofMinutes(1));
        costs(2, 1, 6, call -> on.registry.change().edit(call, cloud, edit("{'framework': 'none'}"), null));
    }

    @Test
    void archiving_and_restoring() {
        direct.register(project(local, USUAL));
        on.clock.advance(Duration.ofMinutes(1));
        costs(2, 1, 6, call -> on.registry.change().archive(call, cloud, null));
        costs(2, 1, 6, call -> on.registry.change().restore(call, cloud, null));
    }

    @Test
    void deleting_a_project_and_one_with_a_child() {
        direct.register(project(local, USUAL));
        costs(4, 2, 7, call -> on.registry.delete().apply(call, cloud, null));
        UUID parent = UUID.randomUUID();
        direct.register(project(parent, USUAL));
        direct.register(project(UUID.randomUUID(), USUAL + ", " + childOf(parent)));
        costs(5, 3, 8, call -> on.registry.delete().apply(call, CloudUuid.derive("acme", parent), null));
    }

    @Test
    void a_page_of_the_history() {
        direct.register(project(local, USUAL));
        for (int i = 0; i < 20; i++) {
            direct.edit(direct.call(), cloud, "{'framework': 'f" + i + "'}");
        }
        // A page before the last ends in a cursor; the key that seals it is read, or made, once by an instance.
        costs(4, 4, 1, call -> on.registry.history().page(call, cloud, 20, null));
        costs(2, 3, 0, call -> on.registry.history().page(call, cloud, 20, null));
    }

    @Test
    void a_batch_of_a_hundred_new_projects() {
        List<Sync.Entry> entries = Stream.generate(UUID::randomUUID)
                .limit(100)
                .map(it -> entry(project(it, USUAL)))
                .toList();
        costs(100, 0, 200, call -> on.registry.sync().apply(call, entries));
        costs(100, 100, 0, call -> on.registry.sync().apply(call, entries));
    }
}
