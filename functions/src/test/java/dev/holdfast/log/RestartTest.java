package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import org.junit.jupiter.api.Test;

/** Lives that follow one another. */
class RestartTest {
    private final Table table = TestStore.table();
    private final TestLogs.SettableClock clock = new TestLogs.SettableClock();
    private final TestLogs one = new TestLogs(table, clock);
    private final TestLogs two = new TestLogs(table, clock);
    private final LogName name = new LogName("acme", "p.i#s#notes");

    @Test
    void a_restart_is_two_entries_and_nobody_finds_the_log_closed() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        two.read(name);
        one.restart(one.call(), name, Base.at(1), TestLogs.SHORT, "n");
        assertEquals("n", two.read(name).openState());
        assertEquals(3, two.read(name).head());
        assertEquals(
                TestLogs.SHORT, new TestLogs(table, clock).read(name).life().lifetime());
    }

    @Test
    void a_repeated_restart_answers_with_its_open() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        one.restart(one.keyed("k"), name, Base.at(1), Lifetime.FOREVER, "n");
        one.note(one.call(), name, Base.head(), "o");
        for (TestLogs repeating : new TestLogs[] {one, two, new TestLogs(table, clock)}) {
            var again = assertInstanceOf(
                    Appended.Written.class,
                    repeating.restart(repeating.keyed("k"), name, Base.at(1), Lifetime.FOREVER, "n"));
            assertTrue(again.repeated());
            assertEquals(3, again.entry().seq());
        }
        assertEquals("no", two.read(name).openState());
    }

    @Test
    void a_restart_that_loses_its_slot_is_decided_again_in_whole() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        two.read(name);
        one.note(one.call(), name, Base.head(), "b");
        two.restart(two.call(), name, Base.head(), Lifetime.FOREVER, "n");
        assertEquals(4, one.read(name).head());
        assertEquals("n", one.read(name).openState());
    }

    @Test
    void a_change_meant_for_the_life_before_is_refused() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        one.restart(one.call(), name, Base.at(1), Lifetime.FOREVER, "n");
        assertEquals(Reason.STORE_EXISTS, refusal(() -> two.note(two.keyed("k"), name, Base.at(1), "x")));
        assertEquals(Reason.STORE_EXISTS, refusal(() -> two.note(two.call(), name, Base.at(2), "x")));
        assertEquals("n", one.read(name).openState());
    }

    @Test
    void an_open_that_was_refused_stays_refused_when_the_log_is_closed_later() {
        two.read(name);
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        assertEquals(Reason.STORE_EXISTS, refusal(() -> two.open(two.keyed("k"), name, Lifetime.FOREVER, "x")));
        one.close(one.call(), name, Base.head());
        one.open(one.call(), name, Lifetime.FOREVER, "n");
        one.close(one.call(), name, Base.head());
        assertEquals(Reason.STORE_EXISTS, refusal(() -> two.open(two.keyed("k"), name, Lifetime.FOREVER, "x")));
        assertEquals(4, one.read(name).head());
    }

    @Test
    void a_refusal_or_a_no_op_is_never_decided_on_an_old_view() {
        assertEquals(0, two.read(name).head());
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        two.note(two.call(), name, Base.head(), "b");
        one.close(one.call(), name, Base.head());
        two.open(two.call(), name, Lifetime.FOREVER, "n");
        assertEquals("n", one.read(name).openState());
        one.note(one.call(), name, Base.head(), "o");
        var unchanged = two.log.append(two.call(), name, Base.head(), _ -> new Proposal.Nothing<>());
        assertEquals("no", unchanged.view().openState());
    }

    @Test
    void a_log_of_many_lives_is_read_from_the_last() {
        for (int i = 0; i < 20; i++) {
            one.open(one.call(), name, Lifetime.FOREVER, "life" + i);
            one.note(one.call(), name, Base.head(), "!");
            if (i < 19) {
                one.close(one.call(), name, Base.head());
            }
        }
        TestLogs fresh = new TestLogs(table, clock);
        assertEquals("life19!", fresh.read(name).openState());
        assertEquals(58, fresh.read(name).start().seq());
        assertEquals("life3!", fresh.at(name, 11).openState());
        assertTrue(!fresh.at(name, 12).isOpen());
    }

    private static Reason refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(Refusal.class, call).reason();
    }
}
