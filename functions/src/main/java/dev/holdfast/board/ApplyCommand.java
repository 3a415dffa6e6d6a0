package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.NewJob;
import dev.holdfast.security.Call;
import dev.holdfast.session.Sessions;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        Standing standing = Standing.read(table, bindings, records, call, projects.byCloudUuid(call, projectId), asked);
        if (standing.record() != null) {
            Optional<Applied> known = Repetition.answer(
                    standing.record(), call.operation(), standing::binding, call.budget(), clock.instant());
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new Run(call, standing, asked).apply();
    }

    /** One call. */
    private final class Run {
        private final Call call;
        private final Budget budget;
        private final ProjectRef owner;
        private final Asked asked;
        private final Binding binding;
        private final @Nullable CommandRecord before;
        private final @Nullable Held held;
        private final BoardCommand command;
        private final boolean waiting;

        private Run(Call call, Standing standing, Asked asked) {
            this.call = call;
            this.budget = call.budget();
            this.owner = standing.project().ref();
            this.asked = asked;
            this.before = standing.record();
            this.binding = standing.binding();
            this.waiting = standing.othersWait();
            this.held = asked.command() instanceof BoardCommand.OnTask onTask
                    ? assignments
                            .holders()
                            .of(budget, owner, binding.board(), onTask.task())
                            .orElse(null)
                    : null;
            this.command = ofHolder(asked.command());
        }

        /** A token names its holder: then it is that agent who gives the task back. */
        private BoardCommand ofHolder(BoardCommand wanted) {
            return wanted instanceof BoardCommand.Unassign unassign && held != null
                    ? new BoardCommand.Unassign(unassign.id(), unassign.task(), Fence.agent(call, asked, held))
                    : wanted;
        }

        private Applied apply() {
            Fence.pass(call, asked, held);
            @Nullable Assignment own = own();
            if (own != null && !assignments.outlast(budget, owner, own, CommandRecords.RUN)) {
                throw Fence.lost(assignments
                        .holders()
                        .of(budget, owner, binding.board(), own.task())
                        .orElse(null));
            }
            @Nullable Assignment taken = command instanceof BoardCommand.Assign assign ? take(assign) : null;
            if (waiting) {
                return enqueue(null, taken, "Earlier commands on this task wait for the board.", Duration.ZERO);
            }
            boolean awaited = events.areAwaited(budget, owner, command);
            @Nullable CommandRecord begun = call.operation().isKeyed() ? begin() : null;
            try {
                List<String> shown = taken == null ? List.of() : taken.shown();
                Carried carried = binding.ask(budget, provider -> Carrying.out(provider, command, shown));
                return done(begun, taken, carried, awaited);
            } catch (BoardFailure failure) {
                if (failure.passing()) {
                    return enqueue(begun, taken, Refusals.words(failure), Refusals.wait(failure, FIRST_RETRY));
                }
                undo(begun, taken);
                throw Refusals.of(failure);
            } catch (InvalidConfig invalid) {
                undo(begun, taken);
                throw Refusals.of(invalid);
            }
        }

        /** The assignment under which its holder gives the command; null for another's. */
        private @Nullable Assignment own() {
            return held != null && Fence.isHolders(call, asked, held) ? held.assignment() : null;
        }

        private Assignment take(BoardCommand.Assign assign) {
            String session = asked.session();
            if (session != null) {
                sessions.life().touch(call, owner, session);
            }
            return assignments.take(
                    budget,
                    owner,
                    new Assignments.Wanted(
                            binding.board(),
                            assign.task(),
                            assign.worker(),
                            call.caller().subject(),
                            asked.agent() != null,
                            session,
                            asked.lease()));
        }

        private CommandRecord begin() {
            CommandRecord begun =
                    record(CommandRecord.State.RUNNING, null, clock.instant().plus(CommandRecords.RUN));
            WriteResult written = table.write(budget, records.write(owner, begun, before));
            // One's own write may refuse itself, when its answer was lost.
            if (written instanceof WriteResult.Refused(int _, Item standing)
                    && (standing == null
                            || !records.record(owner, standing).run().equals(begun.run()))) {
                throw Repetition.beingCarriedOut();
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
                    UUID.randomUUID().toString(),
                    until,
                    0,
                    said);
        }

        private Applied done(
                @Nullable CommandRecord begun, @Nullable Assignment taken, Carried carried, boolean awaited) {
            noteHolder(taken, carried);
            ObjectNode json = carried.json();
            overlay(json, taken);
            BoardEvents.Telling telling =
                    events.done(owner, command, call.caller().subject(), carried.result(), awaited);
            if (begun == null) {
                tell(telling);
            } else {
                CommandRecord ended =
                        begun.after(CommandRecord.State.DONE, 0, json).on(carried.task(command));
                table.transact(budget, List.of(records.write(owner, ended, begun), telling.write()));
            }
            events.told(telling);
            return new Applied.Done(command.id().toString(), json);
        }

        private void noteHolder(@Nullable Assignment taken, Carried carried) {
            if (taken != null) {
                assignments.confirmed(budget, owner, taken);
                carried.done().ifPresent(isDone -> assignments.done(budget, owner, taken, isDone));
            }
            if (held == null) {
                return;
            }
            if (command instanceof BoardCommand.Unassign) {
                assignments.free(budget, owner, held.assignment());
            } else if (taken == null) {
                carried.done().ifPresent(isDone -> assignments.done(budget, owner, held.assignment(), isDone));
            }
        }

        private void overlay(ObjectNode json, @Nullable Assignment taken) {
            if (taken != null) {
                json.set("assignment", BoardJson.own(taken));
            }
            if (json.path("task") instanceof ObjectNode task) {
                Held now = taken == null ? held : new Held(taken, taken.until(), true);
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

        /** What the board refused is not kept; what it has confirmed before stays. */
        private void undo(@Nullable CommandRecord begun, @Nullable Assignment taken) {
            if (taken != null && !taken.confirmed()) {
                assignments.free(budget, owner, taken);
            }
            if (begun != null) {
                table.write(budget, CommandRecords.forget(owner, begun));
            }
        }

        private Applied enqueue(
                @Nullable CommandRecord begun, @Nullable Assignment taken, String cause, Duration wait) {
            ObjectNode beside = BoardJson.object();
            if (taken != null) {
                beside.set("assignment", BoardJson.own(taken));
            }
            ObjectNode said =
                    beside.deepCopy().put("error", Reason.UNAVAILABLE.name()).put("detail", cause);
            CommandRecord queued = begun == null
                    ? record(CommandRecord.State.QUEUED, said, clock.instant())
                    : begun.after(CommandRecord.State.QUEUED, 0, said);
            Write seenTo = records.write(owner, queued, begun == null ? before : begun);
            @Nullable
            Assignment ended = command instanceof BoardCommand.Unassign && held != null ? held.assignment() : null;
            @Nullable Assignment given = taken != null ? taken : ended != null ? ended : own();
            NewJob job = BoardCommandJob.of(
                    owner,
                    binding.board(),
                    command,
                    call,
                    given,
                    clock.instant().plus(wait));
            if (!enqueue.putWith(budget, call.tenant(), seenTo, List.of(job))) {
                throw Repetition.beingCarriedOut();
            }
            if (ended != null) {
                // Whoever takes the task now comes after this in the task's queue; the job frees it too.
                assignments.free(budget, owner, ended);
            }
            return new Applied.Queued(command.id().toString(), cause, Math.max(1, wait.toSeconds()), beside);
        }
    }
}
