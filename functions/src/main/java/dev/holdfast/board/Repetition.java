package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Operation;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.table.Budget;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is answered to a command that was sent before. */
final class Repetition {
    private static final int ASK_AGAIN_SECS = 5;

    private Repetition() {}

    /**
     * @return empty when the command has to be carried out all the same: the run that began it is dead
     * @throws Refusal OPERATION_REUSED; UNAVAILABLE while it is being carried out; what became of it, if that was refused
     */
    static Optional<Applied> answer(
            CommandRecord before, Operation operation, Supplier<Binding> binding, Budget budget, Instant now) {
        if (!before.digest().equals(operation.digest())) {
            throw new Refusal(
                    Reason.OPERATION_REUSED,
                    "This Idempotency-Key was used for another request. Use a new key for a new request.");
        }
        return switch (before.state()) {
            case DONE -> Optional.of(new Applied.Done(before.id(), said(before, binding, budget)));
            case QUEUED -> Optional.of(queued(before));
            case FAILED -> throw failed(before);
            case RUNNING -> {
                if (now.isBefore(before.until())) {
                    throw beingCarriedOut();
                }
                yield Optional.empty();
            }
        };
    }

    static Refusal beingCarriedOut() {
        return new Refusal(
                Reason.UNAVAILABLE,
                "This very command is being carried out. Send it again to learn what came of it.",
                Map.of("retry_after", 3));
    }

    private static Applied queued(CommandRecord waits) {
        ObjectNode beside = BoardJson.object();
        if (waits.said() != null && waits.said().has("assignment")) {
            beside.set("assignment", waits.said().get("assignment"));
        }
        return new Applied.Queued(waits.id(), "It waits for the board.", ASK_AGAIN_SECS, beside);
    }

    /** What was too large to be kept is read again. */
    private static ObjectNode said(CommandRecord done, Supplier<Binding> binding, Budget budget) {
        if (done.said() != null) {
            return done.said();
        }
        ObjectNode result = BoardJson.object();
        String task = done.task();
        try {
            if (task != null) {
                result.set("task", binding.get().ask(budget, provider -> BoardJson.task(provider.task(task))));
            }
        } catch (BoardFailure gone) {
            result.putObject("task").put("task_id", task);
        }
        return result;
    }

    private static Refusal failed(CommandRecord failed) {
        ObjectNode said = failed.said() == null ? BoardJson.object() : failed.said();
        return new Refusal(
                Reason.valueOf(said.path("error").asText(Reason.BOARD_REFUSED.name())),
                said.path("detail").asText("The board refused it."),
                Map.of("job_id", failed.id()));
    }
}
