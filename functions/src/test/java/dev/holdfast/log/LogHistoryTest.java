package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Writers on two instances over one store whose replies get lost, with caches thrown away at random; then the history
 * of what they were told is held against what stands.
 */
class LogHistoryTest {
    private static final int WRITERS = 8;
    private static final int LOGS = 5;
    private static final int OPERATIONS = Boolean.getBoolean("holdfast.long") ? 600 : 100;
    private static final int TRIES = 30;

    /** @param seq what was acknowledged or read; 0 for an append whose end was never learnt */
    private record Told(
            LogName log,
            String token,
            long begun,
            long ended,
            long seq,
            @Nullable String state) {}

    private final AtomicLong order = new AtomicLong();
    private final ConcurrentLinkedQueue<Told> history = new ConcurrentLinkedQueue<>();

    @Test
    void what_was_acknowledged_stands_once_in_order_and_reads_show_it() throws Exception {
        String name = "t" + java.util.UUID.randomUUID();
        Table direct = TestStore.table(TestStore.endpoint(), name);
        TestLogs.SettableClock clock = new TestLogs.SettableClock();
        FaultPlan faults = new FaultPlan(0.08, 0.04, 0.04, 0.04, 0);
        try (FaultInjector store = FaultInjector.between(TestStore.endpoint(), faults, 7);
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < LOGS; i++) {
                TestLogs first = new TestLogs(direct, clock);
                first.open(first.call(), log(i), Lifetime.FOREVER, "");
            }
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int id = writer;
                running.add(threads.submit(
                        () -> write(id, new Table(TestStore.clientWithoutRetries(store.endpoint()), name), clock)));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            assertTrue(
                    store.faults().values().stream().mapToLong(Long::longValue).sum() > 100, "too few faults");
        }
        for (int i = 0; i < LOGS; i++) {
            check(log(i), new TestLogs(direct, clock));
        }
    }

    private void write(int writer, Table table, TestLogs.SettableClock clock) {
        Random random = new Random(writer);
        TestLogs logs = new TestLogs(table, clock);
        for (int n = 0; n < OPERATIONS; n++) {
            if (random.nextInt(20) == 0) {
                logs = new TestLogs(table, clock);
            }
            LogName log = log(random.nextInt(LOGS));
            if (random.nextInt(3) == 0) {
                read(logs, log);
            } else {
                append(logs, log, "%d.%d;".formatted(writer, n));
            }
        }
    }

    private void read(TestLogs logs, LogName log) {
        long begun = order.incrementAndGet();
        try {
            View<String> view = logs.read(log);
            history.add(new Told(log, "", begun, order.incrementAndGet(), view.head(), view.openState()));
        } catch (Refusal outage) {
            assertEquals(Reason.UNAVAILABLE, outage.reason());
        }
    }

    private void append(TestLogs logs, LogName log, String token) {
        long begun = order.incrementAndGet();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                if (logs.note(logs.keyed(token), log, Base.head(), token) instanceof Appended.Written<String> written) {
                    history.add(new Told(
                            log,
                            token,
                            begun,
                            order.incrementAndGet(),
                            written.entry().seq(),
                            null));
                }
                return;
            } catch (Refusal outage) {
                assertEquals(Reason.UNAVAILABLE, outage.reason());
            }
        }
        history.add(new Told(log, token, begun, Long.MAX_VALUE, 0, null));
    }

    private void check(LogName log, TestLogs fresh) {
        View<String> end = fresh.read(log);
        Map<String, Long> stands = new HashMap<>();
        Map<Long, String> states = new HashMap<>();
        String state = "";
        for (Entry entry : fresh.log.entries(TestLogs.budget(), log, 1, end.head())) {
            String token = Notes.text(entry.payload());
            assertEquals(states.size() + 1, entry.seq(), "a gap");
            state = Notes.append(state, token);
            states.put(entry.seq(), state);
            Long twice = token.isEmpty() ? null : stands.put(token, entry.seq());
            assertEquals(null, twice, () -> token + " stands twice");
        }
        assertEquals(state, end.openState());
        List<Told> told = history.stream().filter(t -> t.log().equals(log)).toList();
        for (Told one : told) {
            if (one.state() != null) {
                assertEquals(states.get(one.seq()), one.state(), "a read shows what never stood");
            } else if (one.seq() > 0) {
                assertEquals(one.seq(), stands.get(one.token()), () -> one.token() + " was acknowledged elsewhere");
            }
        }
        for (Told earlier : told) {
            for (Told later : told) {
                if (earlier.ended() < later.begun() && later.seq() > 0 && later.seq() < earlier.seq()) {
                    throw new AssertionError(later + " went back behind " + earlier);
                }
            }
        }
    }

    private static LogName log(int i) {
        return new LogName("acme", "p.i#s#log" + i);
    }
}
