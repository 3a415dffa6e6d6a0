package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Children, parents and deletions against each other, in every order of their store calls that makes a difference. */
class ParentageInterleavingTest {
    private final TestRegistry on = new TestRegistry();

    /** @param least how many orders there are at least, so that a scene without any does not pass for a good one */
    private void playAll(int least, Interleavings.Scenes scenes) throws Exception {
        try (var all = new Interleavings(on, 2)) {
            int orders = all.playAll(false, scenes);
            assertTrue(orders >= least, () -> "only " + orders + " orders");
        }
    }

    @Test
    void a_child_and_its_parent_find_each_other() throws Exception {
        playAll(2, tenant -> new Family(on, tenant) {
            @Override
            public List<Stage.Actor> actors() {
                return List.of(
                        instance -> register(instance, one, childOf(two)), instance -> register(instance, two, ""));
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
                assertEquals(Status.REGISTERED, resolve(one).listing().status());
            }
        });
    }

    @Test
    void a_pending_child_that_changes_while_its_parent_comes_is_linked() throws Exception {
        playAll(5, tenant -> new Family(on, tenant) {
            {
                register(one, childOf(two));
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(
                        instance -> edit(instance, one, "{'tags': ['a']}"), instance -> register(instance, two, ""));
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
                assertEquals(List.of("a"), resolve(one).listing().profile().tags());
            }
        });
    }

    @Test
    void a_mark_that_one_child_releases_stays_for_another_that_comes() throws Exception {
        playAll(4, tenant -> new Family(on, tenant) {
            {
                register(one, childOf(two));
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(
                        instance -> edit(instance, one, "{'parent_project_uuid': null}"),
                        instance -> register(instance, three, childOf(two)));
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
                assertEquals(Status.PENDING, resolve(three).listing().status());
            }
        });
    }

    private abstract class Mutual extends Family {
        Mutual(String tenant) {
            super(on, tenant);
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
            int refused = refusedCircles(played);
            assertTrue(refused == 1 || refused == 2, () -> refused + " refused");
        }
    }

    @Test
    void two_new_projects_never_become_each_others_parents() throws Exception {
        playAll(20, tenant -> new Mutual(tenant) {});
    }

    @Test
    void two_known_projects_never_become_each_others_parents() throws Exception {
        playAll(20, tenant -> new Mutual(tenant) {
            {
                register(one, "");
                register(two, "");
            }
        });
    }

    @Test
    void a_child_that_registers_while_its_parent_is_deleted_is_pending_afterwards() throws Exception {
        playAll(5, tenant -> new Family(on, tenant) {
            {
                register(two, "");
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(instance -> register(instance, one, childOf(two)), instance -> delete(instance, two));
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
        playAll(10, tenant -> new Family(on, tenant) {
            {
                register(two, "");
                register(one, childOf(two));
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(instance -> delete(instance, two), instance -> register(instance, two, "'tags': ['a']"));
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
            }
        });
    }
}
