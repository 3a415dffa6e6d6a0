package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Triggers;
import dev.holdfast.queue.Wake;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Write;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What the feed is told of commands: which task, and by whom; never what was said in it. */
final class BoardEvents {
    static final String FAILED = "board.command_failed";

    private final Feed feed;
    private final Triggers triggers;
    private final Wake wake;
    private final Clock clock;

    BoardEvents(Feed feed, Triggers triggers, Wake wake, Clock clock) {
        this.feed = feed;
        this.triggers = triggers;
        this.wake = wake;
        this.clock = clock;
    }

    /** @param wakes whether {@link #told} must be called once it stands */
    record Telling(Write write, boolean wakes) {}

    /** Whether triggers wait for what tells of a command: to be asked before the command is carried out. */
    boolean areAwaited(Budget budget, ProjectRef owner, BoardCommand command) {
        return triggers.waitFor(budget, owner, CommandKind.of(command).event());
    }

    /** @param wakes what {@link #areAwaited} answered */
    Telling done(ProjectRef owner, BoardCommand command, String subject, CommandResult result, boolean wakes) {
        CommandKind kind = CommandKind.of(command);
        ObjectNode details = BoardJson.object();
        @Nullable String task = command instanceof BoardCommand.OnTask onTask ? onTask.task() : null;
        if (result instanceof CommandResult.OfTask ofTask) {
            task = ofTask.task().id();
            details.put("column", ofTask.task().column())
                    .put("status", BoardJson.status(ofTask.task().status()));
        }
        agent(command, details);
        return telling(owner, kind.event(), command.id().toString(), command, subject, task, details, wakes);
    }

    Telling failed(Budget budget, ProjectRef owner, BoardCommand command, String subject, String cause) {
        ObjectNode details = BoardJson.object()
                .put("command", CommandKind.of(command).wire())
                .put("job_id", command.id().toString())
                .put("cause", cause);
        agent(command, details);
        @Nullable String task = command instanceof BoardCommand.OnTask onTask ? onTask.task() : null;
        boolean wakes = triggers.waitFor(budget, owner, FAILED);
        return telling(owner, FAILED, command.id() + "-failed", command, subject, task, details, wakes);
    }

    private static void agent(BoardCommand command, ObjectNode details) {
        switch (command) {
            case BoardCommand.Assign assign -> details.put("agent_id", assign.worker());
            case BoardCommand.Unassign unassign -> details.put("agent_id", unassign.worker());
            default -> {}
        }
    }

    private Telling telling(
            ProjectRef owner,
            String type,
            String operation,
            BoardCommand command,
            String subject,
            @Nullable String task,
            ObjectNode details,
            boolean wakes) {
        Event event = Event.of(
                clock.instant(),
                operation,
                type,
                subject,
                task == null ? null : "task/" + task,
                CommandKind.of(command).wire(),
                details);
        return new Telling(feed.write(owner, event, wakes), wakes);
    }

    void told(Telling telling) {
        if (telling.wakes()) {
            wake.now();
        }
    }
}
