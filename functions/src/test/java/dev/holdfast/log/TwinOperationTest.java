package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A client that waits no longer sends its call again while the first one still runs. */
class TwinOperationTest {
    private final Table table = TestStore.table();
    private final TestLogs.SettableClock clock = new TestLogs.SettableClock();
    private final TestLogs one = new TestLogs(table, clock);
    private final TestLogs two = new TestLogs(table, clock);
    private final LogName name = new LogName("acme", "p.i#s#notes");

    @Test
    void the_slower_of_two_runs_answers_what_the_faster_wrote() {
        one.open(one.call(), name, Lifetime.FOREVER, "a");
        AtomicBoolean overtaken = new AtomicBoolean();
        Appended<String> slower = two.log.append(two.keyed("k"), name, Base.head(), head -> {
            if (!overtaken.getAndSet(true)) {
                one.note(one.keyed("k"), name, Base.head(), "b");
            }
            return Proposal.Append.change(null, Notes.bytes("c"), Notes.append(head.openState(), "c"));
        });
        var written = assertInstanceOf(Appended.Written.class, slower);
        assertTrue(written.repeated());
        assertEquals("b", Notes.text(written.entry().payload()));
        assertEquals("ab", slower.view().openState());
        assertEquals("ab", two.read(name).openState());
        assertEquals(2, two.read(name).head());
    }
}
