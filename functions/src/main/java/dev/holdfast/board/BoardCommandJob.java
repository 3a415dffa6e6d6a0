package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.StrictJson;
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
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what waits for a board. The payload holds the command and who asked for it; credentials are looked up at
 * each attempt.
 */
final class BoardCommandJob implements JobHandler {
    static final String KIND = "board-command";
    /** With the queue's delays, about two days. */
    private static final int MOST_ATTEMPTS = 54;

    private static final String TOKEN = "token";

    private final Table table;
    private final Resolve projects;
    private final Bindings bindings;
    private final Assignments assignments;
    private final CommandRecords records;
    private final BoardEvents events;

    BoardCommandJob(
            Table table,
            Resolve projects,
            Bindings bindings,
            Assignments assignments,
            CommandRecords records,
            BoardEvents events) {
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

    /** @param taken what an assignment took; null for another command */
    static NewJob of(ProjectRef owner, BoardCommand command, Call call, @Nullable Assignment taken, Instant due) {
        ObjectNode payload = BoardJson.object()
                .put("incarnation", owner.incarnation())
                .put("kind", CommandKind.of(command).name())
                .put("subject", call.caller().subject());
        if (taken != null) {
            payload.put(TOKEN, taken.token()).put("previous", taken.previous());
        }
        payload.set("command", CommandWriter.write(command));
        NewJob job = NewJob.of(KIND, command.id().toString(), StrictJson.write(payload), due)
                .forProject(owner.project())
                .triedAtMost(MOST_ATTEMPTS);
        return command instanceof BoardCommand.OnTask onTask ? job.inGroup(group(owner, onTask)) : job;
    }

    /** The task that a command was on, or that it made. */
    static @Nullable String task(BoardCommand command, CommandResult result) {
        if (command instanceof BoardCommand.OnTask onTask) {
            return onTask.task();
        }
        return result instanceof CommandResult.OfTask ofTask ? ofTask.task().id() : null;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome run(Job job, Lease lease) {
        JsonNode payload = StrictJson.parse(job.payload());
        Budget budget = lease.budget();
        ProjectRef owner = new ProjectRef(
                job.tenant(),
                Objects.requireNonNull(job.project()),
                payload.path("incarnation").textValue());
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
        return new Attempt(job, payload, budget, project).run();
    }

    /** One attempt. */
    private final class Attempt {
        private final Job job;
        private final JsonNode payload;
        private final Budget budget;
        private final Project project;
        private final ProjectRef owner;
        private final String subject;
        private final BoardCommand command;

        private Attempt(Job job, JsonNode payload, Budget budget, Project project) {
            this.job = job;
            this.payload = payload;
            this.budget = budget;
            this.project = project;
            this.owner = project.ref();
            this.subject = payload.path("subject").textValue();
            this.command = CommandReader.read(
                            CommandKind.valueOf(payload.path("kind").textValue()),
                            payload.path("command"),
                            null,
                            UUID.fromString(job.id()),
                            subject,
                            null)
                    .command();
        }

        private Outcome run() {
            if (command instanceof BoardCommand.Assign assign && !stillHolds(assign)) {
                return superseded();
            }
            try {
                Item kept = table.get(budget, Credentials.key(job.tenant(), bindings.provider(project)))
                        .orElse(null);
                @Nullable String previous = payload.path("previous").textValue();
                CommandResult result =
                        bindings.bind(project, kept).ask(budget, provider -> Carrying.out(provider, command, previous));
                return done(result);
            } catch (BoardFailure failure) {
                Refusal refusal = Refusals.of(failure);
                return failure.passing() && job.attempt() < job.maxAttempts()
                        ? retry(refusal, failure)
                        : reject(refusal);
            } catch (InvalidConfig invalid) {
                return reject(Refusals.of(invalid));
            } catch (Refusal refusal) {
                if (refusal.reason().passing()) {
                    throw refusal;
                }
                return reject(refusal);
            }
        }

        private boolean stillHolds(BoardCommand.Assign assign) {
            return assignment(assign).isPresent();
        }

        private Optional<Assignment> assignment(BoardCommand.Assign assign) {
            return assignments
                    .of(budget, owner, assign.task())
                    .map(Held::assignment)
                    .filter(it -> it.token() == payload.path(TOKEN).longValue());
        }

        /** The agent has given the task back, or another has taken it over: the board need not hear of it. */
        private Outcome superseded() {
            Refusal lost = new Refusal(Reason.ASSIGNMENT_LOST, "The agent did not hold the task any more.");
            table.write(
                    budget, records.put(owner, record().after(CommandRecord.State.FAILED, job.attempt(), said(lost))));
            return new Outcome.Done();
        }

        private Outcome done(CommandResult result) {
            BoardEvents.Telling telling = events.done(budget, owner, command, subject, result);
            CommandRecord record = record().after(CommandRecord.State.DONE, job.attempt(), BoardJson.result(result))
                    .on(task(command, result));
            write(record, telling);
            return new Outcome.Done();
        }

        private Outcome retry(Refusal refusal, BoardFailure failure) {
            table.write(
                    budget,
                    records.put(owner, record().after(CommandRecord.State.QUEUED, job.attempt(), said(refusal))));
            return new Outcome.Retry(refusal.detail(), failure.retryAfter().orElse(null));
        }

        private Outcome reject(Refusal refusal) {
            if (command instanceof BoardCommand.Assign assign) {
                assignment(assign).ifPresent(it -> assignments.free(budget, owner, it));
            }
            BoardEvents.Telling telling = events.failed(budget, owner, command, subject, refusal.detail());
            CommandRecord failed = record().after(CommandRecord.State.FAILED, job.attempt(), said(refusal));
            write(failed, telling);
            return new Outcome.Reject(refusal.detail());
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
                            CommandRecord.State.QUEUED,
                            CommandKind.of(command),
                            command instanceof BoardCommand.OnTask onTask ? onTask.task() : null,
                            job.createdAt(),
                            job.createdAt(),
                            job.attempt(),
                            null));
        }

        private static ObjectNode said(Refusal refusal) {
            return BoardJson.object().put("error", refusal.reason().name()).put("detail", refusal.detail());
        }
    }
}
