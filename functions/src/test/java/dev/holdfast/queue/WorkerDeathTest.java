package dev.holdfast.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.Condition;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.table.Write;
import dev.holdfast.testkit.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workers that die after the effect and before they can say so. */
class WorkerDeathTest {
    @SuppressWarnings("serial")
    private static final class Death extends Error {}

    @Test
    void an_effect_whose_worker_dies_is_repeated_with_the_same_key_and_nothing_is_lost() {
        SettableClock clock = new SettableClock();
        Table table = TestStore.table();
        Set<String> keys = new HashSet<>();
        int[] effects = {0};
        Worker dying = new Worker((job, _) -> {
            effects[0]++;
            keys.add(job.id());
            throw new Death();
        });
        Worker sound = new Worker((job, _) -> {
            effects[0]++;
            assertEquals(2, job.attempt());
            return keys.add(job.id()) ? new Outcome.Reject("another key than at the first time") : new Outcome.Done();
        });
        for (int i = 0; i < 200; i++) {
            TestQueue first = new TestQueue(table, clock, dying);
            first.put(i % 4 == 0 ? first.job("j" + i).inGroup("g") : first.job("j" + i));
            assertThrows(Throwable.class, first::drain);
            assertEquals(0, new TestQueue(table, clock, sound).drain().done(), "still leased");
            clock.advance(Lease.TERM);
            assertEquals(1, new TestQueue(table, clock, sound).drain().done());
        }
        assertEquals(400, effects[0]);
        assertEquals(200, keys.size());
        assertEquals(0, new TestQueue(table, clock).counts().dead());
    }

    @Test
    void a_job_that_kills_every_worker_ends_as_a_dead_letter() {
        SettableClock clock = new SettableClock();
        for (boolean grouped : new boolean[] {false, true}) {
            TestQueue queue = new TestQueue(TestStore.table(), clock, new Worker((_, _) -> {
                throw new Death();
            }));
            NewJob poison = queue.job("poison").triedAtMost(3);
            queue.put(grouped ? poison.inGroup("g") : poison);
            for (int i = 0; i < 3; i++) {
                assertThrows(Throwable.class, queue::drain);
                clock.advance(Lease.TERM);
            }
            assertEquals(1, queue.drain().dead());
            DeadLetter letter = queue.dead.find(queue.call(), "poison").letter();
            assertEquals(SingleJobs.UNFINISHED, letter.cause());
            assertEquals(3, letter.attempts());
        }
    }

    @Test
    void a_killed_process_loses_no_job() throws IOException {
        String name = "t" + UUID.randomUUID();
        Table table = TestStore.table(TestStore.endpoint(), name);
        int kills = Boolean.getBoolean("holdfast.long") ? 50 : 5;
        for (int i = 0; i < kills; i++) {
            TestQueue queue = new TestQueue(table, Clock.systemUTC());
            queue.put(queue.job("k" + i));
            Process process = KilledWorker.start(TestStore.endpoint(), name);
            try (BufferedReader out = process.inputReader()) {
                assertEquals("effect k" + i, out.readLine());
            } finally {
                process.destroyForcibly();
            }
            Clock later = Clock.offset(Clock.systemUTC(), Lease.TERM);
            assertEquals(
                    1,
                    new TestQueue(table, later, KilledWorker.effect(table, () -> {}))
                            .drain()
                            .done());
            assertEquals(
                    2,
                    table.get(TestQueue.budget(), KilledWorker.key("k" + i))
                            .orElseThrow()
                            .number("count"));
        }
        assertTrue(TestStore.partition(table, "acme#jobs").isEmpty());
    }

    /** A worker in a process of its own, which stops between the effect and its end until it is killed. */
    static final class KilledWorker {
        private KilledWorker() {}

        static Process start(URI endpoint, String table) throws IOException {
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            KilledWorker.class.getName(),
                            endpoint.toString(),
                            table)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        public static void main(String[] arguments) {
            Table table = TestStore.table(URI.create(arguments[0]), arguments[1]);
            new TestQueue(table, Clock.systemUTC(), effect(table, KilledWorker::waitForTheEnd)).drain();
        }

        static Key key(String job) {
            return new Key("effects", job);
        }

        static Worker effect(Table table, Runnable after) {
            return new Worker((job, _) -> {
                table.write(
                        TestQueue.budget(),
                        Write.Change.of(key(job.id())).plus("count", 1).onlyIf(Condition.none()));
                System.out.println("effect " + job.id());
                after.run();
                return new Outcome.Done();
            });
        }

        private static void waitForTheEnd() {
            try {
                System.in.read();
            } catch (IOException gone) {
                throw new java.io.UncheckedIOException(gone);
            }
        }
    }
}
