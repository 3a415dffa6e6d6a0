package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Project;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Lease;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Outcome;
import dev.holdfast.security.Call;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what waits for a board. The payload holds the command and who asked for it; credentials are looked up at
 * each attempt.
 */
final class BoardCommandJob implements JobHandler {
    static final String KIND = "board-command";
    /** With the queue's delays, about two days. */
    private static final int MOST_ATTEMPTS = 54;

    private static final Duration MOST_AGE = Duration.ofDays(2);

    private final Table table;
    private final Resolve projects;
    private final Bindings bindings;
    private final Assignments assignments;
    private final CommandRecords records;
    private final BoardEvents events;
    private final Clock clock;

    BoardCommandJob(
            Table table,
            Resolve projects,
            Bindings bindings,
            Assignments assignments,
            CommandRecords records,
            BoardEvents events,
            Clock clock) {
        this.clock = clock;
        this.table = table;
        this.projects = projects;
        this.bindings = bindings;
        this.assignments = assignments;
        this.records = records;
        this.events = events;
    }

    /** Commands on one task are done one after another. */
    static String group(ProjectRef owner, BoardCommand.OnTask command) {
        return "board#" + owner.project() + "." + owner.incarnation() + "#" + command.task();
    }

    /**
     * @param board as {@link Binding#board} names it
     * @param given the assignment that the command makes, ends or is given under; null for another command
     */
    static NewJob of(
            ProjectRef owner, String board, BoardCommand command, Call call, @Nullable Assignment given, Instant due) {
        WaitingCommand waiting = WaitingCommand.of(owner, board, call.caller().subject(), given, command);
        NewJob job = NewJob.of(KIND, command.id().toString(), waiting.payload(), due)
                .forProject(owner.project())
                .triedAtMost(MOST_ATTEMPTS);
        return command instanceof BoardCommand.OnTask onTask ? job.inGroup(group(owner, onTask)) : job;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome run(Job job, Lease lease) {
        WaitingCommand waiting = WaitingCommand.read(job);
        Budget budget = lease.budget();
        ProjectRef owner = new ProjectRef(job.tenant(), Objects.requireNonNull(job.project()), waiting.incarnation());
        Project project;
        try {
            project = projects.byCloudUuid(Call.ofHoldfast(job.tenant(), budget), owner.project());
        } catch (Refusal refused) {
            if (refused.reason() == Reason.PROJECT_NOT_FOUND) {
                return new Outcome.Done();
            }
            throw refused;
        }
        if (!project.incarnation().equals(owner.incarnation())) {
            return new Outcome.Done();
        }
        try {
            return new Attempt(job, waiting, budget, project).run();
        } catch (RuntimeException defect) {
            if (defect instanceof Refusal || job.attempt() < job.maxAttempts()) {
                throw defect;
            }
            Defects.log("job " + job.id(), defect);
            return new Attempt(job, waiting, budget, project).reject(gaveUp("It failed within this service."));
        }
    }

    private static Refusal gaveUp(String cause) {
        return new Refusal(Reason.BOARD_REFUSED, "Given up after many attempts: " + cause);
    }

    /** One attempt. */
    private final class Attempt {
        private final Job job;
        private final WaitingCommand waiting;
        private final Budget budget;
        private final Project project;
        private final ProjectRef owner;
        private final String subject;
        private final BoardCommand command;
        private final CommandRecord before;
        private final CommandHold hold;

        private Attempt(Job job, WaitingCommand waiting, Budget budget, Project project) {
            this.job = job;
            this.waiting = waiting;
            this.budget = budget;
            this.project = project;
            this.owner = project.ref();
            this.subject = waiting.subject();
            this.command = waiting.command();
            this.before = record();
            this.hold = new CommandHold(assignments, budget, owner, waiting, before);
        }

        private Outcome run() {
            if (before.state() == CommandRecord.State.DONE) {
                return new Outcome.Done();
            }
            try {
                Binding binding = bindings.bind(budget, project);
                if (!binding.board().equals(waiting.board())) {
                    return reject(new Refusal(
                            Reason.PROVIDER_CONFIG_INVALID, "The project was given another board meanwhile."));
                }
                @Nullable Assignment given = hold.standing().orElse(null);
                boolean redriven = before.state() == CommandRecord.State.FAILED;
                if (given == null && command instanceof BoardCommand.Assign assign) {
                    if (!redriven) {
                        return superseded();
                    }
                    given = hold.takeAgain(assign);
                } else if (given == null && redriven && hold.isRequired()) {
                    return superseded();
                }
                List<String> shown = given == null || hold.isRequired() ? List.of() : given.shown();
                boolean awaited = events.areAwaited(budget, owner, command);
                return done(binding.ask(budget, provider -> Carrying.out(provider, command, shown)), given, awaited);
            } catch (BoardFailure failure) {
                return failed(failure);
            } catch (InvalidConfig invalid) {
                return reject(Refusals.of(invalid));
            } catch (Refusal refusal) {
                if (refusal.reason().passing()) {
                    throw refusal;
                }
                boolean mayComeBack = refusal.reason() == Reason.PROVIDER_MISSING && job.attempt() < job.maxAttempts();
                return mayComeBack ? new Outcome.Retry(refusal.detail(), null) : reject(refusal);
            }
        }

        /** The agent has given the task back, or another has taken it over: the board need not hear of it. */
        private Outcome superseded() {
            end(new Refusal(Reason.ASSIGNMENT_LOST, "The agent did not hold the task any more."));
            return new Outcome.Done();
        }

        private Outcome done(Carried carried, @Nullable Assignment given, boolean awaited) {
            ObjectNode json = carried.json();
            hold.note(carried, given).ifPresent(own -> json.set("assignment", own));
            write(
                    before.after(CommandRecord.State.DONE, job.attempt(), json).on(carried.task(command)),
                    events.done(owner, command, subject, carried.result(), awaited));
            return new Outcome.Done();
        }

        /** What the board asks to wait counts as no attempt for two days, so that a limit does not use them up. */
        private Outcome failed(BoardFailure failure) {
            if (!failure.passing()) {
                return reject(Refusals.of(failure));
            }
            if (job.attempt() >= job.maxAttempts()) {
                return reject(gaveUp(Refusals.words(failure)));
            }
            Refusal refusal = Refusals.of(failure);
            ObjectNode said =
                    before.said() == null ? BoardJson.object() : before.said().deepCopy();
            hold.takenAgain().ifPresent(again -> said.set("assignment", BoardJson.own(again)));
            said.setAll(Map.of(
                    "error", TextNode.valueOf(refusal.reason().name()), "detail", TextNode.valueOf(refusal.detail())));
            table.write(budget, records.put(owner, before.after(CommandRecord.State.QUEUED, job.attempt(), said)));
            boolean young = clock.instant().isBefore(job.createdAt().plus(MOST_AGE));
            return failure.retryAfter().isPresent() && young
                    ? new Outcome.Continue(Refusals.wait(failure, Duration.ZERO))
                    : new Outcome.Retry(refusal.detail(), null);
        }

        private Outcome reject(Refusal refusal) {
            hold.giveUp();
            end(refusal);
            return new Outcome.Reject(refusal.detail());
        }

        private void end(Refusal refusal) {
            ObjectNode said =
                    BoardJson.object().put("error", refusal.reason().name()).put("detail", refusal.detail());
            write(
                    before.after(CommandRecord.State.FAILED, job.attempt(), said),
                    events.failed(budget, owner, command, subject, refusal.detail()));
        }

        private void write(CommandRecord record, BoardEvents.Telling telling) {
            Write put = records.put(owner, record);
            if (table.transact(budget, List.of(put, telling.write())) instanceof WriteResult.Refused) {
                // The feed has the event of this very millisecond already.
                table.write(budget, put);
            }
            events.told(telling);
        }

        private CommandRecord record() {
            return table.get(budget, CommandRecords.key(owner, job.id()))
                    .map(item -> records.record(owner, item))
                    .orElseGet(() -> new CommandRecord(
                            job.id(),
                            "",
                            // What waits keeps its record until it ends: this one failed, long ago.
                            CommandRecord.State.FAILED,
                            CommandKind.of(command),
                            command instanceof BoardCommand.OnTask onTask ? onTask.task() : null,
                            job.createdAt(),
                            "",
                            job.createdAt(),
                            job.attempt(),
                            null));
        }
    }
}
