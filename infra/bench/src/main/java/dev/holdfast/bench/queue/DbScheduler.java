package dev.holdfast.bench.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** db-scheduler's one-time tasks; every drainer is a scheduler, and all share one database. */
final class DbScheduler implements Contender {
    /** Fetches again when fewer than this part of its threads' worth of tasks are left, up to this many times them. */
    private static final double LOWER = 0.5;

    private static final double UPPER = 6;

    private final OneTimeTask<byte[]> task =
            Tasks.oneTime("nothing", byte[].class).execute((_, _) -> {});
    private final EmbeddedDatabase database;
    private final SchedulerClient client;
    private final Semaphore done = new Semaphore(0);

    DbScheduler(EmbeddedDatabase database) {
        this.database = database;
        this.client = SchedulerClient.Builder.create(database.source(), task).build();
    }

    @Override
    public void put(String id) {
        client.scheduleIfNotExists(task.instance(id, Payload.of(id)), Instant.now());
    }

    @Override
    public Draining drain(int drainers) {
        List<Scheduler> schedulers =
                IntStream.range(0, drainers).mapToObj(this::scheduler).toList();
        schedulers.forEach(Scheduler::start);
        return () -> schedulers.forEach(Scheduler::stop);
    }

    private Scheduler scheduler(int number) {
        return Scheduler.create(database.source(), task)
                .schedulerName(new SchedulerName.Fixed("bench-" + number))
                .threads(AT_ONCE)
                .pollingInterval(Duration.ofMillis(PAUSE_MILLIS))
                .pollUsingFetchAndLockOnExecute(LOWER, UPPER)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onExecutionComplete(ExecutionComplete ended) {
                        if (ended.getResult() == ExecutionComplete.Result.OK) {
                            done.release();
                        }
                    }
                })
                .build();
    }

    @Override
    public Semaphore done() {
        return done;
    }

    @Override
    public boolean isEmpty() {
        return database.rows() == 0;
    }

    @Override
    public void close() {
        database.close();
    }
}
