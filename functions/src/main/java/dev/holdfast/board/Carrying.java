package dev.holdfast.board;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import java.util.List;

/** Carries a command out at the provider. */
final class Carrying {
    private Carrying() {}

    /** @param shown agents that the board may show as holders, though they are none any more */
    static Carried out(BoardProvider provider, BoardCommand command, List<String> shown) {
        if (command instanceof BoardCommand.Assign assign) {
            shown.stream()
                    .filter(agent -> !agent.equals(assign.worker()))
                    .forEach(agent -> takeFrom(provider, assign, agent));
        }
        CommandResult result = provider.apply(command);
        return new Carried(result, BoardJson.result(result));
    }

    private static void takeFrom(BoardProvider provider, BoardCommand.Assign assign, String agent) {
        try {
            provider.apply(new BoardCommand.Unassign(CommandId.before(assign.id(), agent), assign.task(), agent));
        } catch (BoardFailure.Rejected _) {
            // The board shows another holder: whether the new one may have the task, the assignment tells.
        }
    }
}
