package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Project;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Queue;
import dev.holdfast.security.Call;
import dev.holdfast.session.Sessions;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands out at the board, or has them carried out when the board answers again. Commands on one task keep
 * their order: one that comes while others wait waits too. Thread-safe.
 */
public final class ApplyCommand {
    /** Before a board that gave no answer is asked again. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    private final Table table;
    private final Resolve projects;
    private final Sessions sessions;
    private final Bindings bindings;
    private final Assignments assignments;
    private final CommandRecords records;
    private final BoardEvents events;
    private final Enqueue enqueue;
    private final Clock clock;

    ApplyCommand(
            Table table,
            Resolve projects,
            Sessions sessions,
            Bindings bindings,
            Assignments assignments,
            CommandRecords records,
            BoardEvents events,
            Enqueue enqueue,
            Clock clock) {
        this.table = table;
        this.projects = projects;
        this.sessions = sessions;
        this.bindings = bindings;
        this.assignments = assignments;
        this.records = records;
        this.events = events;
        this.enqueue = enqueue;
        this.clock = clock;
    }

    /**
     * @throws Refusal PROJECT_NOT_FOUND, BOARD_NOT_CONFIGURED, PROVIDER_MISSING, PROVIDER_CONFIG_INVALID,
     *     PROVIDER_UNAUTHORIZED, NOT_ON_BOARD, BOARD_REFUSED, BOARD_UNSUPPORTED, TASK_ASSIGNED and ASSIGNMENT_LOST with
     *     {@code holder}, SESSION_NOT_FOUND, SESSION_NOT_ACTIVE, OPERATION_REUSED
     */
    public Applied apply(Call call, UUID projectId, Asked asked) {
        return new Run(call, projects.byCloudUuid(call, projectId), asked).apply();
    }

    /** One call. */
    private final class Run {
        private final Call call;
        private final Budget budget;
        private final ProjectRef owner;
        private final Asked asked;
        private final BoardCommand command;
        private final Binding binding;
        private final @Nullable CommandRecord before;
        private final @Nullable Held held;
        private final boolean waiting;

        private Run(Call call, Project project, Asked asked) {
            this.call = call;
            this.budget = call.budget();
            this.owner = project.ref();
            this.asked = asked;
            this.command = asked.command();
            Key credentials = Credentials.key(call.tenant(), bindings.provider(project));
            Key record = CommandRecords.key(owner, command.id().toString());
            List<Key> keys = new ArrayList<>(List.of(credentials, record));
            if (command instanceof BoardCommand.OnTask onTask) {
                keys.add(Assignments.key(owner, onTask.task()));
                keys.add(Queue.groupKey(call.tenant(), BoardCommandJob.group(owner, onTask)));
            }
            Map<Key, Item> items = table.getAll(budget, keys);
            @Nullable Item recorded = items.get(record);
            this.before = recorded == null ? null : records.record(owner, recorded);
            this.binding = bindings.bind(project, items.get(credentials));
            this.held = keys.size() == 2 || items.get(keys.get(2)) == null
                    ? null
                    : assignments
                            .held(budget, owner, List.of(items.get(keys.get(2))))
                            .get(keys.get(2).sk());
            this.waiting = keys.size() > 2 && Queue.isWaiting(items.get(keys.get(3)));
        }

        private Applied apply() {
            if (before != null && !before.digest().equals(call.operation().digest())) {
                throw new Refusal(
                        Reason.OPERATION_REUSED,
                        "This Idempotency-Key was used for another request. Use a new key for a new request.");
            }
            if (before != null) {
                switch (before.state()) {
                    case DONE -> {
                        return new Applied.Done(before.id(), said(before));
                    }
                    case QUEUED -> {
                        return new Applied.Queued(before.id(), "It waits for the board", 0, BoardJson.object());
                    }
                    case FAILED -> throw failed(before);
                    case RUNNING -> refuseUnlessDead(before.until());
                }
            }
            Fence.pass(call, asked, held);
            Assignments.@Nullable Taken taken = command instanceof BoardCommand.Assign assign ? take(assign) : null;
            if (waiting) {
                return enqueue(null, taken, "Earlier commands on this task wait for the board.", Duration.ZERO);
            }
            @Nullable CommandRecord begun = call.operation().isKeyed() ? begin() : null;
            try {
                @Nullable
                String previous = taken == null ? null : taken.assignment().previous();
                CommandResult result = binding.ask(budget, provider -> Carrying.out(provider, command, previous));
                return done(begun, taken, result);
            } catch (BoardFailure failure) {
                if (failure.passing()) {
                    return enqueue(
                            begun,
                            taken,
                            Refusals.words(failure),
                            failure.retryAfter().orElse(FIRST_RETRY));
                }
                undo(begun, taken);
                throw Refusals.of(failure);
            } catch (InvalidConfig invalid) {
                undo(begun, taken);
                throw Refusals.of(invalid);
            }
        }

        private void refuseUnlessDead(Instant until) {
            if (clock.instant().isBefore(until)) {
                throw beingCarriedOut();
            }
        }

        private static Refusal beingCarriedOut() {
            return new Refusal(
                    Reason.UNAVAILABLE,
                    "This very command is being carried out. Send it again to learn what came of it.",
                    Map.of("retry_after", 3));
        }

        private ObjectNode said(CommandRecord done) {
            if (done.said() != null) {
                return done.said();
            }
            ObjectNode result = BoardJson.object();
            String task = done.task();
            try {
                if (task != null) {
                    result.set("task", binding.ask(budget, provider -> BoardJson.task(provider.task(task))));
                }
            } catch (BoardFailure gone) {
                result.putObject("task").put("task_id", task);
            }
            return result;
        }

        private Refusal failed(CommandRecord failed) {
            ObjectNode said = failed.said() == null ? BoardJson.object() : failed.said();
            return new Refusal(
                    Reason.valueOf(said.path("error").asText(Reason.BOARD_REFUSED.name())),
                    said.path("detail").asText("The board refused it."),
                    Map.of("job_id", failed.id()));
        }

        private Assignments.Taken take(BoardCommand.Assign assign) {
            String session = asked.session();
            if (session != null) {
                sessions.life().touch(call, owner, session);
            }
            return assignments.take(
                    budget,
                    owner,
                    new Assignments.Wanted(
                            assign.task(), assign.worker(), call.caller().subject(), session, asked.lease()));
        }

        private CommandRecord begin() {
            CommandRecord begun =
                    record(CommandRecord.State.RUNNING, null, clock.instant().plus(CommandRecords.RUN));
            WriteResult written = table.write(budget, records.begin(owner, begun, before));
            // One's own write may refuse itself, when its answer was lost.
            if (written instanceof WriteResult.Refused(int _, Item standing)
                    && (standing == null || !begun.isSameRun(records.record(owner, standing)))) {
                throw beingCarriedOut();
            }
            return begun;
        }

        private CommandRecord record(CommandRecord.State state, @Nullable ObjectNode said, Instant until) {
            return new CommandRecord(
                    command.id().toString(),
                    call.operation().digest(),
                    state,
                    CommandKind.of(command),
                    command instanceof BoardCommand.OnTask onTask ? onTask.task() : null,
                    clock.instant(),
                    until,
                    0,
                    said);
        }

        private Applied done(@Nullable CommandRecord begun, Assignments.@Nullable Taken taken, CommandResult result) {
            if (command instanceof BoardCommand.Unassign && held != null) {
                assignments.free(budget, owner, held.assignment());
            }
            ObjectNode json = BoardJson.result(result);
            overlay(json, taken);
            BoardEvents.Telling telling =
                    events.done(budget, owner, command, call.caller().subject(), result);
            if (begun == null) {
                tell(telling);
            } else {
                CommandRecord ended = record(CommandRecord.State.DONE, json, begun.until());
                table.transact(
                        budget,
                        List.of(
                                records.end(owner, ended.on(BoardCommandJob.task(command, result)), begun),
                                telling.write()));
            }
            events.told(telling);
            return new Applied.Done(command.id().toString(), json);
        }

        private void overlay(ObjectNode json, Assignments.@Nullable Taken taken) {
            if (taken != null) {
                json.set("assignment", BoardJson.own(taken.assignment()));
            }
            if (json.path("task") instanceof ObjectNode task) {
                Held now = taken == null
                        ? held
                        : new Held(taken.assignment(), taken.assignment().until(), true);
                BoardJson.overlay(task, command instanceof BoardCommand.Unassign ? null : now);
            }
        }

        /** The command stands whether or not the feed learns of it: without a key nobody could send it again. */
        private void tell(BoardEvents.Telling telling) {
            try {
                table.write(budget, telling.write());
            } catch (Refusal passing) {
                if (!passing.reason().passing()) {
                    throw passing;
                }
            }
        }

        private void undo(@Nullable CommandRecord begun, Assignments.@Nullable Taken taken) {
            if (taken != null && !taken.renewed()) {
                assignments.free(budget, owner, taken.assignment());
            }
            if (begun != null) {
                table.write(budget, CommandRecords.forget(owner, begun));
            }
        }

        private Applied enqueue(
                @Nullable CommandRecord begun, Assignments.@Nullable Taken taken, String cause, Duration wait) {
            CommandRecord queued = record(
                    CommandRecord.State.QUEUED,
                    BoardJson.object().put("error", Reason.UNAVAILABLE.name()).put("detail", cause),
                    begun == null ? clock.instant() : begun.until());
            Write seenTo = begun != null ? records.end(owner, queued, begun) : records.begin(owner, queued, before);
            NewJob job = BoardCommandJob.of(
                    owner,
                    command,
                    call,
                    taken == null ? null : taken.assignment(),
                    clock.instant().plus(wait));
            if (!enqueue.putWith(budget, call.tenant(), seenTo, List.of(job))) {
                throw beingCarriedOut();
            }
            if (command instanceof BoardCommand.Unassign && held != null) {
                // Whoever takes the task now comes after this in the task's queue.
                assignments.free(budget, owner, held.assignment());
            }
            ObjectNode beside = BoardJson.object();
            if (taken != null) {
                beside.set("assignment", BoardJson.own(taken.assignment()));
            }
            return new Applied.Queued(command.id().toString(), cause, Math.max(1, wait.toSeconds()), beside);
        }
    }
}
