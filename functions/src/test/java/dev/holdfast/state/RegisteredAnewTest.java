package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.refusal;
import static dev.holdfast.state.TestStates.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A project that is deleted and registered again, for an instance that knew the first registration. */
class RegisteredAnewTest {
    private static final StoreName PLAN = new StoreName("plan");

    private final TestStates one = new TestStates(Clock.systemUTC());
    private final TestStates two = one.other(Clock.systemUTC());

    @BeforeEach
    void a_deleted_project_that_both_knew() {
        one.save("plan", "{'a': 1}", ANY);
        one.mergePatch("plan", "{'a': 2}", at(1));
        two.load("plan");
        String incarnation = one.incarnation();
        one.registry.delete().apply(one.call(), one.project, null);
        one.states.closeAll().apply(one.call(), one.project, incarnation);
    }

    @Test
    void nothing_of_a_deleted_project_is_answered() {
        for (TestStates instance : new TestStates[] {one, two, one.other(Clock.systemUTC())}) {
            assertEquals(
                    Reason.PROJECT_NOT_FOUND,
                    refusal(() -> instance.load("plan")).reason());
            assertEquals(
                    Reason.PROJECT_NOT_FOUND,
                    refusal(() -> instance.hello("plan", 2)).reason());
            assertEquals(Reason.PROJECT_NOT_FOUND, refusal(instance::listed).reason());
            assertEquals(
                    Reason.PROJECT_NOT_FOUND,
                    refusal(() -> instance.save("plan", "{}", TestStates.ABSENT))
                            .reason());
            assertEquals(
                    Reason.PROJECT_NOT_FOUND,
                    refusal(() -> instance.save("new", "{}", ANY)).reason());
        }
    }

    @Test
    void the_new_registration_begins_without_stores() {
        one.register();
        assertTrue(two.listed().isEmpty());
        assertEquals(Reason.STORE_NOT_FOUND, refusal(() -> two.load("plan")).reason());
        assertEquals(Map.of(PLAN, Reason.STORE_NOT_FOUND), one.hello("plan", 2).gone());
    }

    @Test
    void a_store_of_the_new_registration_is_found_by_who_knew_the_old_one() {
        one.register();
        assertEquals(1, one.save("plan", "{'n': 1}", ANY).seq());
        assertEquals("{'n':1}", two.data("plan"));
        assertEquals(List.of("1={'n':1}"), told(two.hello("plan", 2).messages()));
        assertEquals(1, two.listed().size());
    }

    @Test
    void a_store_that_only_the_new_registration_has_is_created_there() {
        one.register();
        assertEquals(1, two.save("new", "{'n': 1}", ANY).seq());
        assertEquals("{'n':1}", one.other(Clock.systemUTC()).data("new"));
        assertEquals(1, one.listed().size());
    }

    @Test
    void closing_the_old_stores_again_leaves_the_new_ones() {
        String old = "0";
        one.register();
        one.save("plan", "{'n': 1}", ANY);
        one.states.closeAll().apply(one.call(), one.project, old);
        assertEquals("{'n':1}", two.data("plan"));
    }
}
