package dev.holdfast.board;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import org.jspecify.annotations.Nullable;

/** Carries a command out at the provider. */
final class Carrying {
    private Carrying() {}

    /** @param previous the agent that a task is taken over from; null for none */
    static CommandResult out(BoardProvider provider, BoardCommand command, @Nullable String previous) {
        if (command instanceof BoardCommand.Assign assign && previous != null && !previous.equals(assign.worker())) {
            takeFrom(provider, assign, previous);
        }
        return provider.apply(command);
    }

    private static void takeFrom(BoardProvider provider, BoardCommand.Assign assign, String previous) {
        try {
            provider.apply(new BoardCommand.Unassign(CommandId.before(assign.id()), assign.task(), previous));
        } catch (BoardFailure.Rejected _) {
            // The board shows another holder: whether the new one may have the task, the assignment tells.
        }
    }
}
