package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What came of trying a project's board. */
public sealed interface Connected {
    /** @param found the board, how its names are read, what it lacks and what its provider can do */
    record Found(String provider, ObjectNode found) implements Connected {}

    /**
     * @param provider null where the project names none
     * @param step {@code configuration}, {@code connect}, {@code board} or {@code set_up}
     */
    record Failed(@Nullable String provider, String step, Refusal refusal) implements Connected {}
}
