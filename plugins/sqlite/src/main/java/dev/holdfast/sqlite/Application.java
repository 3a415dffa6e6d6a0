package dev.holdfast.sqlite;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Task;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One command in its transaction. What it made is noted under its id, so that it is found again. */
record Application(
        Connection connection, Board board, TaskRows tasks, CommentRows comments, AttachmentRows files, Instant now) {

    CommandResult of(BoardCommand command) throws SQLException, IOException {
        Optional<CommandResult> before = find(command);
        if (before.isPresent()) {
            return before.get();
        }
        CommandResult result = carryOut(command);
        note(command, result);
        return result;
    }

    private CommandResult carryOut(BoardCommand command) throws SQLException, IOException {
        return switch (command) {
            case BoardCommand.Create create ->
                new CommandResult.OfTask(tasks.insert(create.draft().toTask("new", board, now)));
            case BoardCommand.AddComment add -> {
                Task task = tasks.require(add.task());
                yield new CommandResult.OfComment(comments.insert(task.id(), add.text(), now));
            }
            case BoardCommand.Attach attach -> {
                Task _ = tasks.require(attach.task());
                yield new CommandResult.Attached(files.insert(attach, now));
            }
            case BoardCommand.Detach detach -> {
                files.detach(tasks.require(detach.task()).id(), detach.attachment());
                yield new CommandResult.Detached(detach.attachment());
            }
            case BoardCommand.OnTask onTask -> {
                Task before = tasks.require(onTask.task());
                Task after = onTask.applyTo(before, board);
                if (onTask instanceof BoardCommand.Report report) {
                    comments.insert(before.id(), report.comment(), now);
                }
                yield new CommandResult.OfTask(
                        tasks.update(after.toBuilder().updatedAt(now).build()));
            }
        };
    }

    private void note(BoardCommand command, CommandResult result) throws SQLException {
        String kind = switch (result) {
            case CommandResult.OfTask _ -> "task";
            case CommandResult.OfComment _ -> "comment";
            case CommandResult.Attached _ -> "attached";
            case CommandResult.Detached _ -> "detached";
        };
        String made = switch (result) {
            case CommandResult.OfTask(Task task) -> task.id();
            case CommandResult.OfComment of -> of.comment().id();
            case CommandResult.Attached of -> of.attachment().id();
            case CommandResult.Detached(String id) -> id;
        };
        Sql.update(
                connection,
                "INSERT INTO commands (board, id, kind, made, applied_at) VALUES (?, ?, ?, ?, ?)",
                board.id(),
                command.id().toString(),
                kind,
                made,
                now.toEpochMilli());
    }

    private record Made(String kind, long id) {}

    private Optional<CommandResult> find(BoardCommand command) throws SQLException {
        Optional<Made> made = Sql.first(
                connection,
                "SELECT kind, made FROM commands WHERE board = ? AND id = ?",
                row -> new Made(row.getString(1), row.getLong(2)),
                board.id(),
                command.id().toString());
        return made.isEmpty() ? Optional.empty() : Optional.of(answer(made.get()));
    }

    private CommandResult answer(Made made) throws SQLException {
        String id = String.valueOf(made.id());
        return switch (made.kind()) {
            case "task" -> new CommandResult.OfTask(tasks.require(id));
            case "comment" -> new CommandResult.OfComment(comments.require(made.id()));
            case "attached" -> new CommandResult.Attached(files.require(made.id()));
            default -> new CommandResult.Detached(id);
        };
    }
}
