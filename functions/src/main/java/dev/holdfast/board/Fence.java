package dev.holdfast.board;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import dev.holdfast.spi.BoardCommand;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses commands of an agent that holds the task no more. Who names an agent or a token acts as the task's holder, and
 * must be it; so must whoever reports on a task that somebody holds. Others may comment on it, move it or change it.
 */
final class Fence {
    private Fence() {}

    /** @throws Refusal ASSIGNMENT_LOST, with {@code holder} when another has the task */
    static void pass(Call call, Asked asked, @Nullable Held held) {
        boolean passes = switch (asked.command()) {
            case BoardCommand.Create _, BoardCommand.Assign _ -> true;
            case BoardCommand.Unassign _ -> mayGiveBack(call, asked, held);
            case BoardCommand.Report _ -> (isFree(held) && !actsAsHolder(asked)) || holds(call, asked, held);
            case BoardCommand.OnTask _ -> !actsAsHolder(asked) || holds(call, asked, held);
        };
        if (!passes) {
            throw lost(held);
        }
    }

    private static boolean actsAsHolder(Asked asked) {
        return asked.agent() != null || asked.token() != null;
    }

    private static boolean isFree(@Nullable Held held) {
        return held == null || !held.live();
    }

    private static boolean holds(Call call, Asked asked, @Nullable Held held) {
        return held != null
                && held.live()
                && held.assignment()
                        .isHeldBy(agent(call, asked, held), call.caller().subject())
                && isOfSession(asked, held)
                && hasToken(asked, held);
    }

    /** Agents that share a token and say no name are told from each other by their sessions. */
    private static boolean isOfSession(Asked asked, Held held) {
        String session = held.assignment().session();
        return actsAsHolder(asked) || asked.session() == null || session == null || session.equals(asked.session());
    }

    /** The token alone names the agent well enough. */
    static String agent(Call call, Asked asked, Held held) {
        if (asked.agent() != null) {
            return asked.agent();
        }
        return asked.token() == null
                ? call.caller().subject()
                : held.assignment().agent();
    }

    /** Whether the command is the holder's own. */
    static boolean isHolders(Call call, Asked asked, @Nullable Held held) {
        boolean reports = asked.command() instanceof BoardCommand.Report;
        return (reports || actsAsHolder(asked)) && holds(call, asked, held);
    }

    /** Also when the lease has ended, as long as nobody else has the task; and whoever looks after the tenant. */
    private static boolean mayGiveBack(Call call, Asked asked, @Nullable Held held) {
        if (held == null) {
            return true;
        }
        boolean admin = call.caller().scopes().contains(Scope.TENANT_ADMIN);
        Assignment assignment = held.assignment();
        return assignment.agent().equals(agent(call, asked, held))
                && (admin || (assignment.subject().equals(call.caller().subject()) && isOfSession(asked, held)))
                && hasToken(asked, held);
    }

    private static boolean hasToken(Asked asked, Held held) {
        return asked.token() == null || asked.token() == held.assignment().token();
    }

    static Refusal lost(@Nullable Held held) {
        String detail = "The agent does not hold this task. Assign it first, or leave agent_id and assignment_token out"
                + " where the command is not the holder's.";
        return new Refusal(
                Reason.ASSIGNMENT_LOST,
                detail,
                held == null || !held.live() ? Map.of() : Map.of("holder", Holders.shown(held)));
    }
}
