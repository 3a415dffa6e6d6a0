package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.table.Budget;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The assignment that a waiting command makes, ends or is given under. Of one attempt; not thread-safe. */
final class CommandHold {
    private final Assignments assignments;
    private final Budget budget;
    private final ProjectRef owner;
    private final WaitingCommand waiting;
    private final BoardCommand command;
    private final CommandRecord before;
    /** Of a redriven assign, whose first assignment its refusal ended. */
    private @Nullable Assignment again;

    /** @param before what stood of the command before the attempt */
    CommandHold(
            Assignments assignments, Budget budget, ProjectRef owner, WaitingCommand waiting, CommandRecord before) {
        this.assignments = assignments;
        this.budget = budget;
        this.owner = owner;
        this.waiting = waiting;
        this.command = waiting.command();
        this.before = before;
    }

    /** As long as nobody else has the task. */
    Optional<Assignment> standing() {
        return command instanceof BoardCommand.OnTask onTask && waiting.token() != null
                ? assignments
                        .holders()
                        .of(budget, owner, waiting.board(), onTask.task())
                        .map(Held::assignment)
                        .filter(it -> Objects.equals(waiting.token(), it.token()) || isMade(it))
                : Optional.empty();
    }

    /** By this attempt of the redriven command, or by an earlier one. */
    private boolean isMade(Assignment assignment) {
        return (again != null && again.token() == assignment.token())
                || (before.said() != null
                        && before.said().at("/assignment/assignment_token").asLong() == assignment.token());
    }

    /** Accepted, the command keeps its place before those of later holders; refused and redriven it has lost it. */
    boolean isRequired() {
        return waiting.token() != null
                && !(command instanceof BoardCommand.Assign || command instanceof BoardCommand.Unassign);
    }

    /** What was refused, and is redriven: the agent has the task if nobody else took it. */
    Assignment takeAgain(BoardCommand.Assign assign) {
        Assignment taken = assignments.take(
                budget,
                owner,
                new Assignments.Wanted(
                        waiting.board(),
                        assign.task(),
                        assign.worker(),
                        waiting.subject(),
                        true,
                        null,
                        Assignment.DEFAULT_LEASE));
        again = taken;
        return taken;
    }

    Optional<Assignment> takenAgain() {
        return Optional.ofNullable(again);
    }

    /**
     * Notes what the board has done.
     *
     * @return the holder's own view of an assignment that the board shows now
     */
    Optional<ObjectNode> note(Carried carried, @Nullable Assignment given) {
        if (given != null && command instanceof BoardCommand.Assign) {
            assignments.confirmed(budget, owner, given);
            carried.done().ifPresent(isDone -> assignments.done(budget, owner, given, isDone));
            return Optional.of(BoardJson.own(given));
        }
        if (given != null && command instanceof BoardCommand.Unassign) {
            assignments.free(budget, owner, given);
        } else if (command instanceof BoardCommand.OnTask onTask
                && carried.done().isPresent()) {
            boolean isDone = carried.done().get();
            assignments
                    .holders()
                    .of(budget, owner, waiting.board(), onTask.task())
                    .ifPresent(held -> assignments.done(budget, owner, held.assignment(), isDone));
        }
        return Optional.empty();
    }

    /** Frees the task that an assign took and the board never showed. */
    void giveUp() {
        if (command instanceof BoardCommand.Assign) {
            standing().filter(it -> !it.confirmed()).ifPresent(it -> assignments.free(budget, owner, it));
        }
    }
}
