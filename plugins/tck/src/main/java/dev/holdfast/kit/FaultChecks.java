package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A back end that misbehaves. */
interface FaultChecks extends Checks {

    /** A call has 5 s; one that is repeated within a call would take twice that. */
    Duration LONG = Duration.ofMillis(9_500);

    @Test
    default void a_create_whose_reply_was_lost_is_found_again() {
        lostThenRepeated(new BoardCommand.Create(id(), TaskDraft.named("once").build()));

        assertEquals(List.of("once"), bench().names(TaskFilter.all()));
    }

    @Test
    default void a_comment_whose_reply_was_lost_is_found_again() {
        Task task = bench().create("discussed");
        lostThenRepeated(new BoardCommand.AddComment(id(), task.id(), "once"));

        assertEquals(List.of("once"), bench().comments(task));
    }

    @Test
    default void a_move_whose_reply_was_lost_can_be_repeated() {
        Task task = bench().create(Drafts.full(bench(), "moved"));
        lostThenRepeated(new BoardCommand.Move(id(), task.id(), "done"));

        assertSameTask(
                task.toBuilder()
                        .column(bench().provider().board().column(Status.DONE))
                        .build(),
                bench().read(task));
    }

    @Test
    default void an_assignment_whose_reply_was_lost_can_be_repeated() {
        Task task = bench().create("taken");
        lostThenRepeated(new BoardCommand.Assign(id(), task.id(), "worker-1"));

        assertEquals("worker-1", bench().read(task).assignedTo());
    }

    @Test
    default void a_rate_limit_tells_when_to_try_again() {
        Task task = bench().create("there");
        bench().during(Fault.RATE_LIMIT, () -> {
            long begun = System.nanoTime();
            for (Executable call : List.<Executable>of(() -> bench().read(task), () -> bench().create("refused"))) {
                BoardFailure.RateLimited limited = assertThrows(BoardFailure.RateLimited.class, call);
                Duration wait = limited.retryAfter().orElseThrow();
                // How much of the wait is over is the machine's affair; dates in headers are whole seconds.
                Duration least = Fault.RETRY_AFTER.minusSeconds(2).minusNanos(System.nanoTime() - begun);
                Duration most = Fault.RETRY_AFTER.plusSeconds(3);
                assertTrue(wait.compareTo(least) > 0 && wait.compareTo(most) < 0, wait::toString);
            }
        });

        assertEquals(List.of("there"), bench().names(TaskFilter.all()));
    }

    @Test
    default void an_outage_is_told_as_one_that_passes() {
        Task task = bench().create("there");
        bench().during(Fault.OUTAGE, () -> {
            assertThrows(BoardFailure.Unavailable.class, () -> bench().read(task));
            assertThrows(
                    BoardFailure.Unavailable.class, () -> bench().provider().tasks(TaskFilter.all()));
            assertThrows(BoardFailure.Unavailable.class, () -> bench().create("refused"));
        });

        assertEquals(List.of("there"), bench().names(TaskFilter.all()));
    }

    @Test
    default void bad_credentials_are_told_as_such() {
        Task task = bench().create("there");
        bench().during(Fault.BAD_CREDENTIALS, () -> {
            assertThrows(
                    BoardFailure.Unauthorized.class, () -> bench().provider().connect());
            assertThrows(BoardFailure.Unauthorized.class, () -> bench().read(task));
            assertThrows(BoardFailure.Unauthorized.class, () -> bench().create("refused"));
        });

        bench().provider().connect();
        assertEquals(List.of("there"), bench().names(TaskFilter.all()));
    }

    @Test
    default void a_slow_reply_is_not_waited_for() {
        Task task = bench().create("there");
        bench().during(Fault.SLOW_REPLY, () -> {
            Duration taken = untilUnavailable(task);
            // A machine that stands still for seconds does not do so twice.
            Duration again = taken.compareTo(LONG) < 0 ? taken : untilUnavailable(task);
            assertTrue(again.compareTo(LONG) < 0, again::toString);
        });

        assertSameTask(task, bench().read(task));
    }

    @Test
    default void an_oversized_reply_is_given_up_and_does_no_harm() {
        Task task = bench().create("there");
        bench().during(Fault.OVERSIZED_REPLY, () -> assertThrows(BoardFailure.class, () -> bench().read(task)));

        assertSameTask(task, bench().read(task));
    }

    @Test
    default void no_failure_shows_more_than_words() {
        Task task = bench().create("there");
        bench().during(Fault.OUTAGE, () -> {
            BoardFailure failure = assertThrows(BoardFailure.class, () -> bench().read(task));
            String message = String.valueOf(failure.getMessage());
            assertFalse(message.isBlank() || message.contains("://") || message.contains("Exception"), message);
        });
    }

    private Duration untilUnavailable(Task task) {
        long start = System.nanoTime();
        assertThrows(BoardFailure.Unavailable.class, () -> bench().read(task));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void lostThenRepeated(BoardCommand command) {
        bench().during(
                        Fault.LOST_REPLY,
                        () -> assertThrows(
                                BoardFailure.Unavailable.class,
                                () -> bench().provider().apply(command)));
        bench().provider().apply(command);
    }
}
