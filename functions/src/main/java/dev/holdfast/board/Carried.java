package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider answered to a command, looked through while it could still be told as the provider's failure. */
record Carried(CommandResult result, ObjectNode json) {
    /** The task that the command was on, or that it made. */
    @Nullable
    String task(BoardCommand command) {
        if (command instanceof BoardCommand.OnTask onTask) {
            return onTask.task();
        }
        return result instanceof CommandResult.OfTask ofTask ? ofTask.task().id() : null;
    }

    /** Whether the task is done, where the answer tells. */
    Optional<Boolean> done() {
        return result instanceof CommandResult.OfTask ofTask
                ? Optional.of(ofTask.task().status() == Status.DONE)
                : Optional.empty();
    }
}
