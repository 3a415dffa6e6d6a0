package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One of two actors dies before any of its store calls, in every order of them that makes a difference. */
class ParentageDeathTest {
    private final TestRegistry on = new TestRegistry();

    private void playAll(Interleavings.Scenes scenes) throws Exception {
        try (var all = new Interleavings(on, 2)) {
            int orders = all.playAll(true, scenes);
            assertTrue(orders >= 10, () -> "only " + orders + " orders");
        }
    }

    private abstract class ChildAndParent extends Family {
        ChildAndParent(String tenant) {
            super(on, tenant);
        }

        @Override
        public List<Stage.Actor> actors() {
            return List.of(instance -> act(instance, 0), instance -> act(instance, 1));
        }

        final Registered act(TestRegistry instance, int actor) {
            return actor == 0 ? register(instance, one, childOf(two)) : register(instance, two, "");
        }
    }

    @Test
    void a_look_at_the_child_links_it() throws Exception {
        playAll(tenant -> new ChildAndParent(tenant) {
            @Override
            public void check(Stage.Played played) {
                if (isRegistered(one) && isRegistered(two)) {
                    assertEquals(Status.REGISTERED, resolve(one).listing().status());
                }
            }
        });
    }

    @Test
    void the_repetition_of_what_the_dead_one_did_links_the_child() throws Exception {
        playAll(tenant -> new ChildAndParent(tenant) {
            @Override
            public void check(Stage.Played played) {
                for (Stage.Move move : played.moves()) {
                    if (move.dies()) {
                        assertEquals(Outcome.CREATED, act(on, move.actor()).outcome());
                    }
                }
                assertEquals(List.of(), problems());
                assertTrue(isRegistered(one) && isRegistered(two));
            }
        });
    }

    @Test
    void two_mutual_parents_are_never_linked_into_a_circle() throws Exception {
        playAll(tenant -> new Family(on, tenant) {
            @Override
            public List<Stage.Actor> actors() {
                return List.of(
                        instance -> register(instance, one, childOf(two)),
                        instance -> register(instance, two, childOf(one)));
            }

            @Override
            public void check(Stage.Played played) {
                assertFalse(isLinked(one) && isLinked(two), "each is the other's parent");
            }

            private boolean isLinked(UUID local) {
                return isRegistered(local) && resolve(local).listing().linked();
            }
        });
    }
}
