package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Three actors at once have too many orders to play them all: one that is known to be bad, and some that are drawn. */
class ThreeWritersTest {
    private static final int PLAYS = 50;

    private final TestRegistry on = new TestRegistry();

    private void playSome(Interleavings.Scenes scenes) throws Exception {
        try (var some = new Interleavings(on, 3)) {
            some.playSome(PLAYS, scenes);
        }
    }

    private class TwoLeaveAndOneComes extends Family {
        TwoLeaveAndOneComes(String tenant) {
            super(on, tenant);
            register(one, childOf(four));
            register(two, childOf(four));
        }

        @Override
        public List<Stage.Actor> actors() {
            return List.of(
                    instance -> edit(instance, one, "{'parent_project_uuid': null}"),
                    instance -> edit(instance, two, "{'parent_project_uuid': null}"),
                    instance -> register(instance, three, childOf(four)));
        }

        @Override
        public void check(Stage.Played played) {
            assertEquals(List.of(), problems());
            assertEquals(Status.PENDING, resolve(three).listing().status());
        }
    }

    @Test
    void a_mark_survives_while_two_children_leave_and_one_comes() throws Exception {
        playSome(TwoLeaveAndOneComes::new);
    }

    @Test
    void a_mark_set_anew_is_not_taken_for_the_old_one_by_a_child_that_was_slow_to_leave() throws Exception {
        try (var one = new Interleavings(on, 3)) {
            // Both see that no child is left; the first removes the mark, the third sets its own, then comes the
            // second.
            Stage.Played played = one.play(List.of(0, 0, 1, 1, 0, 0, 1, 1, 0, 2, 2, 1), TwoLeaveAndOneComes::new);
            assertEquals(12, played.moves().size());
        }
    }

    @Test
    void a_child_of_a_project_that_is_taken_back_waits_or_is_linked_to_what_stays() throws Exception {
        playSome(tenant -> new Family(on, tenant) {
            @Override
            public List<Stage.Actor> actors() {
                return List.of(
                        instance -> register(instance, one, childOf(three)),
                        instance -> register(instance, three, childOf(one)),
                        instance -> register(instance, two, childOf(three)));
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
                assertTrue(refusedCircles(played) >= 1);
                assertTrue(isRegistered(two));
            }
        });
    }

    @Test
    void a_circle_that_a_parent_would_close_by_linking_its_child_is_refused() throws Exception {
        playSome(tenant -> new Family(on, tenant) {
            {
                register(one, "");
                register(two, childOf(one));
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(
                        instance -> register(instance, one, childOf(three)),
                        instance -> register(instance, three, childOf(two)),
                        instance -> edit(instance, two, "{'tags': ['a']}"));
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
                assertTrue(refusedCircles(played) >= 1);
            }
        });
    }

    @Test
    void a_parent_that_is_deleted_and_registered_while_a_child_comes_ends_with_true_links() throws Exception {
        playSome(tenant -> new Family(on, tenant) {
            {
                register(two, "");
                register(three, childOf(two));
            }

            @Override
            public List<Stage.Actor> actors() {
                return List.of(
                        instance -> delete(instance, two),
                        instance -> register(instance, two, "'tags': ['a']"),
                        instance -> register(instance, one, childOf(two)));
            }

            @Override
            public void check(Stage.Played played) {
                assertEquals(List.of(), problems());
            }
        });
    }
}
