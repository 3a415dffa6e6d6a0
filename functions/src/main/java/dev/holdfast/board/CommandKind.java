package dev.holdfast.board;

import dev.holdfast.spi.BoardCommand;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What commands are called on the wire, in the queue and in the feed. */
public enum CommandKind {
    CREATE("created"),
    UPDATE("updated"),
    ASSIGN("assigned"),
    UNASSIGN("unassigned"),
    MOVE("moved"),
    COMMENT("commented"),
    BLOCKER("blocked"),
    PROGRESS("progressed"),
    ATTACH("attached"),
    DETACH("detached");

    public static final Map<String, CommandKind> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CommandKind::wire, Function.identity()));

    private final String done;

    CommandKind(String done) {
        this.done = done;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of the event that tells of it. */
    public String event() {
        return "board." + done;
    }

    static CommandKind of(BoardCommand command) {
        return switch (command) {
            case BoardCommand.Create _ -> CREATE;
            case BoardCommand.Update _ -> UPDATE;
            case BoardCommand.Assign _ -> ASSIGN;
            case BoardCommand.Unassign _ -> UNASSIGN;
            case BoardCommand.Move _ -> MOVE;
            case BoardCommand.AddComment _ -> COMMENT;
            case BoardCommand.ReportBlocker _ -> BLOCKER;
            case BoardCommand.ReportProgress _ -> PROGRESS;
            case BoardCommand.Attach _ -> ATTACH;
            case BoardCommand.Detach _ -> DETACH;
        };
    }
}
