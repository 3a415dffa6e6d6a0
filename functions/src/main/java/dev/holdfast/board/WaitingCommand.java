package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.StrictJson;
import dev.holdfast.queue.Job;
import dev.holdfast.spi.BoardCommand;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as it waits in the queue: what is to be done and who asked for it, and no credentials.
 *
 * @param board as {@link Binding#board} names it
 * @param token of the assignment that the command makes, ends or is given under; null for another command
 */
record WaitingCommand(
        String incarnation,
        String board,
        String subject,
        @Nullable Long token,
        BoardCommand command) {

    static WaitingCommand of(
            ProjectRef owner, String board, String subject, @Nullable Assignment given, BoardCommand command) {
        return new WaitingCommand(owner.incarnation(), board, subject, given == null ? null : given.token(), command);
    }

    byte[] payload() {
        ObjectNode payload = BoardJson.object()
                .put("incarnation", incarnation)
                .put("board", board)
                .put("kind", CommandKind.of(command).name())
                .put("subject", subject)
                .put("token", token);
        payload.set("command", CommandWriter.write(command));
        return StrictJson.write(payload);
    }

    static WaitingCommand read(Job job) {
        JsonNode payload = StrictJson.parse(job.payload());
        String subject = payload.path("subject").textValue();
        CommandKind kind = CommandKind.valueOf(payload.path("kind").textValue());
        JsonNode token = payload.path("token");
        return new WaitingCommand(
                payload.path("incarnation").textValue(),
                payload.path("board").textValue(),
                subject,
                token.isIntegralNumber() ? token.longValue() : null,
                CommandReader.read(kind, payload.path("command"), null, UUID.fromString(job.id()), subject, null)
                        .command());
    }
}
