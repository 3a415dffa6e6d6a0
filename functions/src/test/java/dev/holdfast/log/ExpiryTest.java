package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A second before the deadline, at it and a second after it, by instances whose clocks are a second apart. */
class ExpiryTest {
    /**
     * How a life comes to its deadline.
     *
     * @param uses seconds after the open: of reads, and of writes as negative numbers
     * @param deadline seconds after the open
     */
    record Ending(String name, @Nullable Integer idle, int age, List<Integer> uses, int deadline) {
        private static final List<Ending> ALL = List.of(
                new Ending("idle", 60, 600, List.of(), 60),
                new Ending("renewed by a read", 60, 600, List.of(40), 100),
                new Ending("renewed by a change", 60, 600, List.of(-30), 90),
                new Ending("of age in spite of a read", 60, 70, List.of(40), 70),
                new Ending("of age alone", null, 70, List.of(40), 70));

        private Lifetime lifetime() {
            return new Lifetime(idle == null ? null : Duration.ofSeconds(idle), Duration.ofSeconds(age), null);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** How somebody learns whether the life stands. */
    enum Use {
        READ,
        READ_ALL,
        APPEND;

        boolean findsAlive(TestLogs logs, LogName name) {
            return switch (this) {
                case READ -> logs.read(name).isOpen();
                case READ_ALL ->
                    Objects.requireNonNull(logs.log
                                    .readAll(TestLogs.budget(), List.of(name))
                                    .get(name))
                            .isOpen();
                case APPEND -> {
                    try {
                        yield logs.note(logs.call(), name, Base.head(), "used")
                                .view()
                                .isOpen();
                    } catch (Refusal refusal) {
                        assertEquals(Reason.STORE_EXPIRED, refusal.reason());
                        yield false;
                    }
                }
            };
        }
    }

    private final String tableName = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), tableName);
    private final TestLogs.SettableClock time = new TestLogs.SettableClock();
    private final LogName name = new LogName("acme", "p.i#s#notes");

    private TestLogs instance(int secondsAhead) {
        return new TestLogs(table, Clock.offset(time, Duration.ofSeconds(secondsAhead)));
    }

    static Stream<Arguments> moments() {
        List<Arguments> moments = new ArrayList<>();
        for (Ending ending : Ending.ALL) {
            for (Use use : Use.values()) {
                for (int ahead = -1; ahead <= 1; ahead++) {
                    moments.add(Arguments.of(ending, use, ahead));
                }
            }
        }
        return moments.stream();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_life_stands_until_its_deadline_by_the_instance_s_own_clock_and_never_again(
            Ending ending, Use use, int ahead) {
        for (int moment = -1; moment <= 1; moment++) {
            for (boolean warm : List.of(true, false)) {
                assertAt(moment, new LogName("acme", "p.i#s#" + moment + warm), ending, use, ahead, warm);
            }
        }
    }

    private void assertAt(int moment, LogName log, Ending ending, Use use, int ahead, boolean warm) {
        TestLogs user = instance(ahead);
        TestLogs exact = instance(0);
        int passed = 0;
        exact.open(exact.call(), log, ending.lifetime(), "a");
        if (warm) {
            assertTrue(user.read(log).isOpen());
        }
        for (int next : ending.uses()) {
            time.advance(Duration.ofSeconds(Math.abs(next) - passed));
            passed = Math.abs(next);
            assertTrue((next < 0 ? Use.APPEND : Use.READ).findsAlive(exact, log));
        }
        time.advance(Duration.ofSeconds(ending.deadline() + moment - ahead - passed));
        assertEquals(moment < 0, use.findsAlive(user, log), () -> moment + " s from its deadline");
        if (moment >= 0) {
            for (Use later : Use.values()) {
                assertFalse(later.findsAlive(instance(-1), log), "gone is gone for ever");
            }
            assertFalse(Use.READ.findsAlive(exact, log));
        }
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void whoever_meets_the_mark_of_a_closer_that_died_puts_the_close_whatever_its_own_clock_says(Use use) {
        TestLogs behind = instance(-1);
        behind.open(behind.call(), name, TestLogs.SHORT, "a");
        markAndDie();
        assertFalse(use.findsAlive(instance(-1), name));
        assertEquals(List.of(Kind.OPEN, Kind.CLOSE), kinds());
    }

    @Test
    void a_renewal_that_knew_no_mark_finds_it_and_puts_the_close() {
        TestLogs behind = instance(-1);
        behind.open(behind.call(), name, TestLogs.SHORT, "a");
        assertTrue(behind.read(name).isOpen());
        markAndDie();
        assertFalse(behind.read(name).isOpen());
        assertEquals(List.of(Kind.OPEN, Kind.CLOSE), kinds());
    }

    @Test
    void a_mark_whose_slot_was_taken_is_void_and_the_next_deadline_still_ends_the_life() {
        TestLogs behind = instance(-1);
        behind.open(behind.call(), name, TestLogs.SHORT, "a");
        markAndDie();
        behind.note(behind.call(), name, Base.head(), "b");
        time.advance(Duration.ofSeconds(1));
        assertTrue(instance(1).read(name).isOpen());
        assertTrue(instance(-1).read(name).isOpen());
        assertEquals(List.of(Kind.OPEN, Kind.CHANGE), kinds());
        time.advance(Duration.ofSeconds(62));
        assertFalse(instance(-1).read(name).isOpen());
        assertEquals(List.of(Kind.OPEN, Kind.CHANGE, Kind.CLOSE), kinds());
    }

    @Test
    void the_deadline_of_an_earlier_life_counts_no_more() {
        TestLogs exact = instance(0);
        exact.open(exact.call(), name, new Lifetime(Duration.ofMinutes(10), null, null), "a");
        time.advance(Duration.ofSeconds(100));
        exact.read(name);
        exact.close(exact.call(), name, Base.head());
        exact.open(exact.call(), name, TestLogs.SHORT, "b");
        time.advance(Duration.ofSeconds(59));
        assertTrue(instance(0).log.observe(TestLogs.budget(), name).isOpen());
        time.advance(Duration.ofSeconds(1));
        assertFalse(instance(0).read(name).isOpen());
    }

    @Test
    void what_is_gone_can_be_opened_anew_and_an_old_change_stays_out() {
        TestLogs exact = instance(0);
        exact.open(exact.call(), name, TestLogs.SHORT, "a");
        time.advance(Duration.ofSeconds(60));
        assertFalse(exact.read(name).isOpen());
        exact.open(exact.call(), name, TestLogs.SHORT, "b");
        Refusal late = assertThrows(Refusal.class, () -> instance(-1).note(exact.call(), name, Base.at(1), "x"));
        assertEquals(Reason.STORE_EXISTS, late.reason());
        assertEquals("b", instance(-1).read(name).openState());
    }

    /** The instance ahead finds the deadline passed, marks the slot and dies before it puts the close. */
    private void markAndDie() {
        // The open was at one second before the time told here.
        time.advance(Duration.ofSeconds(58));
        try (FaultInjector faults = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
            faults.failNext(
                    Fault.RESET_BEFORE_APPLY, request -> request.operation().equals("PutItem"));
            TestLogs dying = new TestLogs(
                    new Table(TestStore.clientWithoutRetries(faults.endpoint()), tableName),
                    Clock.offset(time, Duration.ofSeconds(1)));
            assertEquals(
                    Reason.UNAVAILABLE,
                    assertThrows(Refusal.class, () -> dying.read(name)).reason());
        }
        assertEquals(List.of(Kind.OPEN), kinds());
    }

    private List<Kind> kinds() {
        return instance(0).log.entries(TestLogs.budget(), name, 1, 1_000).stream()
                .map(Entry::kind)
                .toList();
    }
}
