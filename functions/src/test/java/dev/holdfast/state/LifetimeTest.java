package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Stores that go by themselves, as two instances have them whose clocks are a second apart. */
class LifetimeTest {
    private static final StoreName SHORT = new StoreName("short");
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration MAX_AGE = Duration.ofMinutes(30);
    private static final String CONFIG = "{'mode': 'transient', 'idle_secs': 600, 'max_age_secs': 1800}";

    private final SettableClock clock = new SettableClock();
    private final TestStates one = new TestStates(clock);
    private final TestStates two = one.other(clock.ahead(Duration.ofSeconds(1)));

    @BeforeEach
    void a_transient_store() {
        one.configure("short", CONFIG, "{'a': 1}", ANY);
    }

    @Test
    void a_store_that_nobody_used_is_gone_for_every_operation_and_for_ever() {
        clock.advance(IDLE);
        List<Consumer<TestStates>> operations = List.of(
                on -> on.load("short"),
                on -> on.load("short", 1),
                on -> on.save("short", "{'a': 2}", ANY),
                on -> on.save("short", "{'a': 2}", at(1)),
                on -> on.mergePatch("short", "{'a': 2}", ANY),
                on -> on.merge("short", null, false, MergingTest.merging(1, "{'a': 2}")),
                on -> on.rollback("short", 1, ANY),
                on -> on.changes("short", 1),
                on -> on.configure("short", CONFIG, ANY),
                on -> on.delete("short", ANY),
                on -> on.states.history().page(on.call(), on.project, SHORT, null, 100));
        for (Consumer<TestStates> operation : operations) {
            assertGone(() -> operation.accept(two));
            assertGone(() -> operation.accept(one));
        }
        assertEquals(Map.of(SHORT, Reason.STORE_EXPIRED), two.hello("short", 1).gone());
        assertTrue(one.listed().isEmpty());
        assertGone(() -> one.other(clock).load("short"));
    }

    @Test
    void each_operation_finds_the_deadline_by_itself() {
        List<Consumer<TestStates>> operations = List.of(
                on -> on.load("short"),
                on -> on.save("short", "{'a': 2}", at(1)),
                on -> on.mergePatch("short", "{'a': 2}", at(1)),
                on -> on.states.history().page(on.call(), on.project, SHORT, null, 100),
                on -> on.hello("short", 1),
                TestStates::listed);
        for (Consumer<TestStates> operation : operations) {
            SettableClock own = new SettableClock();
            TestStates alone = new TestStates(own);
            alone.configure("short", CONFIG, "{'a': 1}", ANY);
            own.advance(IDLE);
            try {
                operation.accept(alone);
            } catch (Refusal gone) {
                assertEquals(Reason.STORE_EXPIRED, gone.reason());
            }
            assertEquals(2L, refusal(() -> alone.load("short")).facts().get("current_seq"), "closed once");
        }
    }

    @Test
    void a_millisecond_before_it_stands() {
        clock.advance(IDLE.minusMillis(1));
        assertEquals("{'a':1}", one.data("short"));
    }

    @Test
    void loading_greeting_and_changing_keep_it() {
        one.configure("short", "{'mode': 'transient', 'idle_secs': 600}", at(1));
        List<Consumer<TestStates>> uses = List.of(
                on -> on.load("short"),
                on -> on.hello("short", 3),
                on -> on.changes("short", 3),
                on -> on.mergePatch("short", "{'b': 1}", ANY));
        for (Consumer<TestStates> use : uses) {
            clock.advance(IDLE.minusSeconds(35));
            use.accept(two);
            assertEquals(1, one.listed().size());
        }
        clock.advance(IDLE);
        assertEquals("{'a':1,'b':1}", one.data("short"), "the other clock is a second ahead");
        clock.advance(IDLE);
        assertGone(() -> one.load("short"));
    }

    @Test
    void being_listed_does_not_keep_it() {
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertEquals(1, two.listed().size());
        }
        clock.advance(Duration.ofMinutes(1));
        assertTrue(one.listed().isEmpty());
        assertGone(() -> two.load("short"));
    }

    @Test
    void its_maximum_age_ends_it_however_much_it_is_used() {
        assertEquals(clock.instant().plus(IDLE), one.load("short").expires());
        for (int i = 1; i < 6; i++) {
            clock.advance(Duration.ofMinutes(5));
            two.mergePatch("short", "{'n': " + i + "}", ANY);
        }
        assertEquals(
                clock.instant().plus(Duration.ofMinutes(5)), one.load("short").expires());
        assertEquals(one.load("short").expires(), one.load("short", 2).expires());
        clock.advance(Duration.ofMinutes(5));
        assertGone(() -> one.mergePatch("short", "{'n': 7}", ANY));
        assertNull(one.hello("short", 6).seqs().get(SHORT));
    }

    @Test
    void it_is_created_anew_on_demand_and_its_sequence_goes_on() {
        clock.advance(MAX_AGE);
        assertGone(() -> two.save("short", "{'b': 1}", ANY));
        Written anew = two.save("short", "{'b': 1}", ABSENT);
        assertTrue(anew.created());
        assertEquals(3, anew.seq());
        assertEquals("{'b':1}", one.data("short"));
        assertEquals(Mode.PERSISTENT, one.load("short").mode());
        assertEquals(1, one.listed().size());
    }

    @Test
    void another_mode_or_lifetime_begins_another_life_with_the_same_document() {
        one.mergePatch("short", "{'a': 2}", at(1));
        Written kept = two.configure(two.keyed("k"), "short", "{'mode': 'persistent'}", null, at(2));
        assertEquals(4, kept.seq());
        assertEquals("{'a':2}", one.data("short"));
        assertNull(one.load("short").expires());
        assertEquals(Reason.HISTORY_GONE, refusal(() -> one.load("short", 2)).reason());
        one.mergePatch("short", "{'a': 3}", at(4));
        assertEquals(kept, one.configure(one.keyed("k"), "short", "{'mode': 'persistent'}", null, at(2)));
        clock.advance(Duration.ofDays(400));
        assertEquals("{'a':3}", two.data("short"));
    }

    @Test
    void a_configuration_with_the_same_lifetime_goes_on_with_the_life() {
        assertEquals(
                2,
                one.configure("short", CONFIG.replace("}", ", 'schema': {}}"), at(1))
                        .seq());
        clock.advance(IDLE);
        assertGone(() -> two.load("short"));
    }

    @Test
    void the_sweep_closes_it_and_takes_it_off_the_list_and_removes_it_a_day_later() {
        two.sweep();
        assertEquals(1, one.listed().size());
        clock.advance(IDLE);
        two.sweep();
        assertTrue(listing().isEmpty());
        assertEquals(2, entries());
        clock.advance(Duration.ofDays(1).plusSeconds(2));
        one.sweep();
        one.sweep();
        assertEquals(1, entries());
        assertGone(() -> one.other(clock).load("short"));
        assertEquals(3, two.save("short", "{'b': 1}", ABSENT).seq());
        one.sweep();
        assertEquals(1, listing().size());
        assertEquals("{'b':1}", one.other(clock).data("short"));
    }

    private List<?> listing() {
        return TestStore.partition(one.table, StoreRef.listing(one.tenant, one.project, one.incarnation()));
    }

    private long entries() {
        StoreRef ref = new StoreRef(one.tenant, one.project, one.incarnation(), SHORT);
        return TestStore.partition(
                        one.table, ref.log().tenant() + "#" + ref.log().name())
                .stream()
                .filter(item -> item.key().sk().startsWith("e#"))
                .count();
    }

    private static void assertGone(Executable call) {
        assertEquals(Reason.STORE_EXPIRED, refusal(call).reason());
    }
}
