package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Some projects of one tenant, known by their local UUIDs: each has a larger cloud UUID than those before it, which
 * decides who yields in a circle.
 */
abstract class Family implements Interleavings.Scene {
    final UUID one;
    final UUID two;
    final UUID three;
    final UUID four;
    private final TestRegistry on;
    private final Table table;
    private final String tenant;

    Family(TestRegistry on, String tenant) {
        this.on = on;
        this.table = TestStore.existing(on.name);
        this.tenant = tenant;
        List<UUID> locals = LongStream.rangeClosed(1, 4)
                .mapToObj(i -> new UUID(0, i))
                .sorted(Comparator.comparing(
                        local -> CloudUuid.derive(tenant, local).toString()))
                .toList();
        this.one = locals.get(0);
        this.two = locals.get(1);
        this.three = locals.get(2);
        this.four = locals.get(3);
    }

    final UUID cloud(UUID local) {
        return CloudUuid.derive(tenant, local);
    }

    /** Always the same operation for the same words. */
    final Registered register(TestRegistry instance, UUID local, String more) {
        String json = project(local, more);
        return instance.registry.register().apply(instance.keyed(tenant, local + more, json), registration(json));
    }

    final Registered register(UUID local, String more) {
        return register(on, local, more);
    }

    final Object delete(TestRegistry instance, UUID local) {
        instance.registry.delete().apply(instance.call(tenant), cloud(local), null);
        return local;
    }

    final Project edit(TestRegistry instance, UUID local, String json) {
        return instance.edit(instance.call(tenant), cloud(local), json);
    }

    final Project resolve(UUID local) {
        return on.registry.resolve().byLocalUuid(on.call(tenant), local);
    }

    final boolean isRegistered(UUID local) {
        try {
            return resolve(local).listing().localUuid().equals(local);
        } catch (Refusal absent) {
            assertEquals(Reason.PROJECT_NOT_FOUND, absent.reason());
            return false;
        }
    }

    /** What is wrong with the items as they stand, read past all that heals. */
    final List<String> problems() {
        List<Item> items = new ArrayList<>(TestStore.partition(table, ProjectKeys.projects(tenant)));
        for (UUID local : List.of(one, two, three, four)) {
            items.addAll(TestStore.partition(table, ProjectKeys.children(tenant, cloud(local))));
        }
        return new StoredItems(items).problems();
    }

    /** How many actors were refused a circle; none may be refused anything else. */
    static int refusedCircles(Stage.Played played) {
        int circles = 0;
        for (Object result : played.results()) {
            if (result instanceof Refusal refusal) {
                assertEquals(Reason.PARENT_CYCLE, refusal.reason());
                circles++;
            }
        }
        return circles;
    }
}
