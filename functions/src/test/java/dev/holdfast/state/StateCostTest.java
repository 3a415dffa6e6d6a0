package dev.holdfast.state;

import static dev.holdfast.state.MergingTest.merging;
import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operations on small stores cost, by the instance that knows the store and by one that has just started. */
class StateCostTest {
    private static final StoreName PLAN = new StoreName("plan");

    private final SettableClock clock = new SettableClock();
    private final TestStates warm = new TestStates(clock);

    @BeforeEach
    void three_revisions() {
        warm.save("plan", "{'a': 1, 'b': 1, 'c': 1}", ANY);
        warm.mergePatch("plan", "{'a': 2}", at(1));
        warm.mergePatch("plan", "{'a': 3}", at(2));
    }

    @Test
    void reading() {
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.load("plan"));
        assertCost(cost(3, 3, 0), cost(5, 5, 0), on -> on.load("plan", 2));
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.states.configure().read(on.call(), on.project, PLAN));
        assertCost(
                cost(1, 1, 0),
                cost(3, 3, 0),
                on -> on.states.validate().apply(on.call(), on.project, PLAN, TestStates.json("{}"), null));
        assertCost(
                cost(2, 2, 0), cost(4, 4, 0), on -> on.states.history().page(on.call(), on.project, PLAN, null, 100));
    }

    @Test
    void following() {
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.hello("plan", 3));
        assertCost(cost(2, 2, 0), cost(4, 4, 0), on -> on.hello("plan", 1));
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.hello("plan", 0));
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.changes("plan", 3));
        assertCost(cost(2, 2, 0), cost(4, 4, 0), on -> on.changes("plan", 1));
    }

    @Test
    void many_stores_are_greeted_in_one_call_and_listed_by_eights() {
        Map<StoreName, Long> known = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            warm.save("store" + i, "{}", ANY);
            known.put(new StoreName("store" + i), 1L);
        }
        assertCost(cost(1, 10, 0), cost(21, 21, 0), on -> on.states.follow().hello(on.call(), on.project, known));
        assertCost(cost(4, 13, 0), cost(24, 24, 0), TestStates::listed);
    }

    @Test
    void what_changes_nothing_writes_nothing() {
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.save("plan", "{'a': 3, 'b': 1, 'c': 1}", at(3)));
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.mergePatch("plan", "{'a': 3}", ANY));
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.configure("plan", "{}", ANY));
        assertCost(cost(1, 1, 0), cost(3, 3, 0), on -> on.merge("plan", null, true, merging(3, "{'d': 1}")));
        assertCost(cost(3, 3, 0), cost(5, 5, 0), on -> on.merge("plan", null, true, merging(2, "{'d': 1}")));
    }

    @Test
    void the_last_writers_change_is_one_call() {
        assertEquals(cost(1, 0, 1), of(warm, on -> on.mergePatch("plan", "{'a': 4}", at(3))));
        assertEquals(cost(1, 0, 1), of(warm, on -> on.save("plan", "{'a': 5}", at(4))));
        assertEquals(cost(1, 0, 1), of(warm, on -> on.mergePatch("plan", "{'a': 6}", ANY)));
        assertEquals(cost(1, 0, 1), of(warm, on -> keyedPatch(on, "one", at(6))));
        assertEquals(cost(3, 1, 2), of(warm, on -> keyedPatch(on, "two", ANY)));
        assertEquals(cost(1, 0, 1), of(warm, on -> on.configure("plan", "{'schema': {'type': 'object'}}", ANY)));
    }

    @Test
    void a_change_by_an_instance_that_has_just_started() {
        assertEquals(cost(4, 3, 1), of(cold(), on -> on.mergePatch("plan", "{'a': 4}", at(3))));
        assertEquals(cost(4, 3, 1), of(cold(), on -> on.save("plan", "{'a': 5}", at(4))));
        assertEquals(cost(4, 3, 1), of(cold(), on -> on.mergePatch("plan", "{'a': 6}", ANY)));
        assertEquals(cost(4, 3, 1), of(cold(), on -> keyedPatch(on, "one", at(6))));
        assertEquals(cost(5, 3, 2), of(cold(), on -> keyedPatch(on, "two", ANY)));
        assertEquals(cost(4, 3, 1), of(cold(), on -> on.configure("plan", "{'schema': {'type': 'object'}}", ANY)));
    }

    @Test
    void changes_made_from_earlier_revisions() {
        assertEquals(cost(2, 1, 1), of(warm, on -> on.patch("plan", replace("b"), at(2))));
        assertEquals(cost(5, 4, 1), of(cold(), on -> on.patch("plan", replace("c"), at(2))));
        warm.load("plan");
        assertEquals(cost(3, 2, 1), of(warm, on -> on.merge("plan", null, false, merging(2, "{'d': 1}"))));
        assertEquals(cost(6, 5, 1), of(cold(), on -> on.merge("plan", null, false, merging(2, "{'e': 1}"))));
        warm.load("plan");
        assertEquals(cost(3, 2, 1), of(warm, on -> on.rollback("plan", 2, ANY)));
        assertEquals(cost(6, 5, 1), of(cold(), on -> on.rollback("plan", 1, ANY)));
    }

    @Test
    void beginnings_and_ends() {
        assertEquals(cost(7, 5, 2), of(warm, on -> on.save("one", "{}", ANY)));
        assertEquals(cost(8, 6, 2), of(cold(), on -> on.save("two", "{}", ANY)));
        assertEquals(cost(7, 5, 2), of(warm, on -> on.configure("three", "{'schema': {}}", ANY)));
        assertEquals(cost(10, 6, 4), of(warm, on -> on.save(on.keyed("k"), "four", "{}", ANY)));
        assertEquals(cost(3, 1, 5), of(warm, on -> on.delete("one", at(1))));
        assertEquals(cost(6, 4, 5), of(cold(), on -> on.delete("two", at(1))));
        assertEquals(cost(8, 5, 3), of(warm, on -> on.save("one", "{}", ABSENT)));
        assertEquals(cost(10, 7, 3), of(cold(), on -> on.save("two", "{}", ABSENT)));
    }

    @Test
    void what_is_not_there_costs_a_look_at_the_project_too() {
        assertCost(cost(3, 3, 0), cost(3, 3, 0), on -> refusal(() -> on.load("none")));
        warm.delete("plan", ANY);
        assertCost(cost(2, 2, 0), cost(3, 3, 0), on -> refusal(() -> on.load("plan")));
    }

    @Test
    void transient_stores_cost_their_place_in_the_due_index_and_renewals_now_and_then() {
        String config = "{'mode': 'transient', 'idle_secs': 600}";
        assertEquals(cost(8, 5, 4), of(warm, on -> on.configure("short", config, ANY)));
        assertEquals(cost(1, 1, 0), of(warm, on -> on.load("short")));
        clock.advance(Duration.ofSeconds(60));
        assertEquals(cost(2, 1, 1), of(warm, on -> on.load("short")));
        assertEquals(cost(1, 1, 0), of(warm, on -> on.load("short")));
        assertEquals(cost(3, 0, 7), of(warm, on -> on.configure("plan", config, at(3))));
    }

    private static Written keyedPatch(TestStates on, String key, Precondition precondition) {
        return on.patch(
                on.keyed(key), "plan", "[{'op': 'replace', 'path': '/a', 'value': '" + key + "'}]", precondition);
    }

    private static String replace(String member) {
        return "[{'op': 'replace', 'path': '/" + member + "', 'value': 2}]";
    }

    private TestStates cold() {
        return warm.other(clock);
    }

    private void assertCost(Consumption known, Consumption unknown, Consumer<TestStates> operation) {
        assertEquals(known, of(warm, operation), "warm");
        assertEquals(unknown, of(cold(), operation), "cold");
    }

    private static Consumption of(TestStates on, Consumer<TestStates> operation) {
        operation.accept(on);
        return on.budget.consumed();
    }

    private static Consumption cost(int calls, double readUnits, double writeUnits) {
        return new Consumption(calls, readUnits, writeUnits);
    }
}
