package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Children, parents and deletions against each other, in every order of their store calls. */
class ParentageInterleavingTest {
    private final TestRegistry on = new TestRegistry();
    private final Table table = TestStore.table(TestStore.endpoint(), on.name);

    /** Two projects of a tenant of their own. The second has the larger cloud UUID, which decides who yields. */
    private abstract class TwoProjects implements Interleavings.Scene {
        final String tenant;

        final UUID one;
        final UUID two;

        TwoProjects(String tenant) {
            this.tenant = tenant;
            List<UUID> locals = Stream.of(new UUID(0, 1), new UUID(0, 2))
                    .sorted(Comparator.comparing(this::cloud))
                    .toList();
            this.one = locals.getFirst();
            this.two = locals.getLast();
        }

        private String cloud(UUID local) {
            return CloudUuid.derive(tenant, local).toString();
        }

        Registered register(TestRegistry instance, UUID local, String more) {
            String json = project(local, more);
            return instance.registry.register().apply(instance.keyed(tenant, local + more, json), registration(json));
        }

        Project resolve(UUID local) {
            return on.registry.resolve().byLocalUuid(on.call(tenant), local);
        }

        List<String> problems() {
            List<Item> items = new ArrayList<>(TestStore.partition(table, ProjectKeys.projects(tenant)));
            for (UUID local : List.of(one, two)) {
                UUID cloud = CloudUuid.derive(tenant, local);
                items.addAll(TestStore.partition(table, ProjectKeys.children(tenant, cloud)));
            }
            return new StoredItems(items).problems();
        }

        int refusedCircles(Stage.Played played) {
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

    private int playAll(boolean mayDie, Interleavings.Scenes scenes) throws Exception {
        try (var all = new Interleavings(on, 2)) {
            return all.playAll(mayDie, scenes);
        }
    }

    private final class ChildAndParent extends TwoProjects {
        private ChildAndParent(String tenant) {
            super(tenant);
        }

        @Override
        public List<Stage.Actor> actors() {
            return List.of(instance -> register(instance, one, childOf(two)), instance -> register(instance, two, ""));
        }

        @Override
        public void check(Stage.Played played) {
            assertEquals(List.of(), problems());
            assertEquals(Status.REGISTERED, resolve(one).listing().status());
        }
    }

    @Test
    void a_child_and_its_parent_find_each_other_in_every_order() throws Exception {
        int orders = playAll(false, ChildAndParent::new);
        assertTrue(orders >= 2, () -> "only " + orders);
    }

    @Test
    void when_one_of_them_dies_between_any_two_calls_a_look_at_the_child_heals_it() throws Exception {
        int orders = playAll(true, tenant -> new ChildAndParentOneDies(tenant, false));
        assertTrue(orders >= 10, () -> "only " + orders);
    }

    @Test
    void when_one_of_them_dies_between_any_two_calls_its_repetition_heals_it() throws Exception {
        int orders = playAll(true, tenant -> new ChildAndParentOneDies(tenant, true));
        assertTrue(orders >= 10, () -> "only " + orders);
    }

    private final class ChildAndParentOneDies extends TwoProjects {
        private final boolean repeats;

        private ChildAndParentOneDies(String tenant, boolean repeats) {
            super(tenant);
            this.repeats = repeats;
        }

        @Override
        public List<Stage.Actor> actors() {
            return new ChildAndParent(tenant).actors();
        }

        @Override
        public void check(Stage.Played played) {
            if (repeats) {
                for (Stage.Move move : played.moves()) {
                    if (move.dies() && move.actor() == 0) {
                        assertEquals(
                                Outcome.CREATED, register(on, one, childOf(two)).outcome());
                    } else if (move.dies()) {
                        assertEquals(Outcome.CREATED, register(on, two, "").outcome());
                    }
                }
                assertEquals(List.of(), problems());
            }
            boolean both = registered(one) && registered(two);
            if (both) {
                assertEquals(Status.REGISTERED, resolve(one).listing().status());
                assertEquals(Status.REGISTERED, resolve(one).listing().status());
            }
        }

        private boolean registered(UUID local) {
            try {
                return resolve(local).listing().tenant().equals(tenant);
            } catch (Refusal absent) {
                assertEquals(Reason.PROJECT_NOT_FOUND, absent.reason());
                return false;
            }
        }
    }

    /** Both become each other's parents. */
    private class Mutual extends TwoProjects {
        Mutual(String tenant) {
            super(tenant);
        }

        @Override
        public List<Stage.Actor> actors() {
            return List.of(
                    instance -> register(instance, one, childOf(two)),
                    instance -> register(instance, two, childOf(one)));
        }

        @Override
        public void check(Stage.Played played) {
            assertEquals(List.of(), problems());
            int circles = refusedCircles(played);
            assertTrue(circles == 1 || circles == 2, () -> circles + " refused");
        }
    }

    @Test
    void two_new_projects_never_become_each_others_parents() throws Exception {
        int orders = playAll(false, Mutual::new);
        assertTrue(orders > 50, () -> "only " + orders);
    }

    @Test
    void two_known_projects_never_become_each_others_parents() throws Exception {
        int orders = playAll(false, tenant -> {
            Mutual scene = new Mutual(tenant);
            scene.register(on, scene.one, "");
            scene.register(on, scene.two, "");
            return scene;
        });
        assertTrue(orders > 50, () -> "only " + orders);
    }

    @Test
    void when_one_of_two_mutual_parents_dies_neither_is_linked_into_a_circle() throws Exception {
        playAll(true, tenant -> new Mutual(tenant) {
            @Override
            public void check(Stage.Played played) {
                resolveBoth();
                List<String> circles =
                        problems().stream().filter(p -> p.startsWith("its own")).toList();
                assertEquals(List.of(), circles);
            }

            private void resolveBoth() {
                for (UUID local : List.of(one, two)) {
                    try {
                        resolve(local);
                    } catch (Refusal absent) {
                        assertEquals(Reason.PROJECT_NOT_FOUND, absent.reason());
                    }
                }
            }
        });
    }

    @Test
    void a_child_that_registers_while_its_parent_is_deleted_is_pending_afterwards() throws Exception {
        playAll(false, tenant -> new TwoProjects(tenant) {
            {
                register(on, two, "");
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(instance -> register(instance, one, childOf(two)), instance -> delete(instance, two));
            }

            private Object delete(TestRegistry instance, UUID local) {
                instance.registry.delete().apply(instance.call(tenant), CloudUuid.derive(tenant, local), null);
                return local;
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
                assertEquals(Status.PENDING, resolve(one).listing().status());
            }
        });
    }

    @Test
    void a_parent_that_registers_again_while_it_is_deleted_keeps_its_children() throws Exception {
        playAll(false, tenant -> new TwoProjects(tenant) {
            {
                register(on, two, "");
                register(on, one, childOf(two));
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(instance -> delete(instance, two), instance -> register(instance, two, "'tags': ['a']"));
            }

            private Object delete(TestRegistry instance, UUID local) {
                instance.registry.delete().apply(instance.call(tenant), CloudUuid.derive(tenant, local), null);
                return local;
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
            }
        });
    }
}
