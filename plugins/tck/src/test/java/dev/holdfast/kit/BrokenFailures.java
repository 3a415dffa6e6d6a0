package dev.holdfast.kit;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Providers that tell wrongly of what failed, and that do not wait their turn. */
final class BrokenFailures {

    private BrokenFailures() {}

    static Stream<Mutant> all() {
        return Stream.of(
                telling(
                        "calls a rate limit an outage",
                        failure -> failure instanceof BoardFailure.RateLimited
                                ? new BoardFailure.Unavailable("Too many calls")
                                : failure,
                        "a_rate_limit_tells_when_to_try_again"),
                telling(
                        "forgets how long to wait",
                        failure -> failure instanceof BoardFailure.RateLimited
                                ? new BoardFailure.RateLimited("Too many calls", Duration.ofMinutes(1))
                                : failure,
                        "a_rate_limit_tells_when_to_try_again"),
                telling(
                        "wants to be called again too soon",
                        failure -> failure instanceof BoardFailure.RateLimited
                                ? new BoardFailure.RateLimited("Too many calls", Duration.ofSeconds(1))
                                : failure,
                        "a_rate_limit_tells_when_to_try_again"),
                telling(
                        "shows what the client threw",
                        failure -> failure instanceof BoardFailure.Unavailable
                                ? new BoardFailure.Unavailable("java.net.ConnectException: https://board.internal/api")
                                : failure,
                        "no_failure_shows_more_than_words"),
                telling(
                        "calls bad credentials an outage",
                        failure -> failure instanceof BoardFailure.Unauthorized
                                ? new BoardFailure.Unavailable("The board refuses")
                                : failure,
                        "bad_credentials_are_told_as_such"),
                telling(
                        "lets what breaks pass as it is",
                        failure -> failure.getMessage() != null
                                        && failure.getMessage().contains("too large")
                                ? new IllegalArgumentException("A string is too large")
                                : failure,
                        "an_oversized_reply_is_given_up_and_does_no_harm"),
                telling(
                        "refuses what an unknown task would be",
                        failure -> failure instanceof BoardFailure.NotFound ? new BoardFailure.Rejected("No") : failure,
                        "a_comment_on_an_unknown_task_is_not_found",
                        "a_dependency_on_a_task_that_does_not_exist_is_refused",
                        "a_detached_file_is_gone_and_the_others_stay",
                        "a_file_for_an_unknown_task_is_not_found",
                        "a_file_that_is_not_there_is_not_found",
                        "a_move_of_an_unknown_task_is_not_found",
                        "a_report_on_an_unknown_task_is_not_found",
                        "an_assignment_of_an_unknown_task_is_not_found",
                        "an_unknown_task_is_not_found",
                        "an_update_of_an_unknown_task_is_not_found",
                        "what_hangs_on_an_unknown_task_is_not_found"),
                new Mutant(
                        "calls an outage a refusal",
                        (sound, faults) -> during(
                                sound, faults, Fault.OUTAGE, () -> new BoardFailure.Rejected("The board refuses")),
                        Set.of("an_outage_is_told_as_one_that_passes")),
                new Mutant(
                        "waits for a slow answer",
                        (sound, faults) -> during(sound, faults, Fault.SLOW_REPLY, () -> {
                            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                            while (System.nanoTime() < end) {
                                LockSupport.parkNanos(end - System.nanoTime());
                            }
                            return new BoardFailure.Unavailable("The board does not answer");
                        }),
                        Set.of("a_slow_reply_is_not_waited_for")),
                new Mutant(
                        "sends again at once what was lost, under another id",
                        (sound, faults) -> new Delegate(sound) {
                            @Override
                            public CommandResult apply(BoardCommand command) {
                                try {
                                    return sound.apply(command);
                                } catch (BoardFailure.Unavailable lost) {
                                    if (faults.shows(Fault.LOST_REPLY)
                                            && command instanceof BoardCommand.Create create) {
                                        twice(() -> sound.apply(new BoardCommand.Create(Bench.id(), create.draft())));
                                    }
                                    throw lost;
                                }
                            }
                        },
                        Set.of("a_create_whose_reply_was_lost_is_found_again")),
                Mutant.of(
                        "looks who holds a task and takes it later",
                        Racing::new,
                        "of_many_workers_who_take_a_task_at_once_one_gets_it"),
                Mutant.of(
                        "answers after it was closed",
                        sound -> new Delegate(sound) {
                            @Override
                            public void close() {}
                        },
                        "a_closed_provider_refuses_calls"),
                Mutant.of(
                        "denies the attachments that it takes",
                        sound -> new Delegate(sound) {
                            @Override
                            public Set<Capability> capabilities() {
                                return EnumSet.complementOf(EnumSet.of(Capability.ATTACHMENTS));
                            }
                        },
                        "a_provider_without_attachments_says_so"),
                Mutant.of(
                        "keeps the dates that it says it does not keep",
                        sound -> new Delegate(sound) {
                            @Override
                            public Set<Capability> capabilities() {
                                return EnumSet.complementOf(EnumSet.of(Capability.DUE_DATES));
                            }
                        },
                        "a_field_that_the_provider_does_not_declare_is_refused_and_makes_no_task"));
    }

    private static void twice(Supplier<CommandResult> again) {
        try {
            CommandResult _ = again.get();
        } catch (BoardFailure.Unavailable _) {
            // Lost as well; it was done.
        }
    }

    private static Mutant telling(String name, UnaryOperator<RuntimeException> tells, String... caught) {
        return Mutant.of(
                name,
                sound -> new Delegate(sound) {
                    @Override
                    <T> T call(Supplier<T> action) {
                        try {
                            return action.get();
                        } catch (RuntimeException failure) {
                            throw tells.apply(failure);
                        }
                    }
                },
                caught);
    }

    private static BoardProvider during(
            BoardProvider sound, FaultSwitch faults, Fault fault, Supplier<RuntimeException> tells) {
        return new Delegate(sound) {
            @Override
            <T> T call(Supplier<T> action) {
                if (faults.shows(fault)) {
                    throw tells.get();
                }
                return action.get();
            }
        };
    }
}
