package dev.holdfast.sqlite;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Attachments, inside a transaction. Their bytes are files named after task and command, whole before
 * their row is committed; a row outlives its file, so that a repeated command is answered.
 */
record AttachmentRows(Connection connection, Path directory) {

    Attachment insert(BoardCommand.Attach attach, Instant now) throws SQLException, IOException {
        // A command's id is its own on one board; a task's is on all of them.
        String file = attach.task() + "-" + attach.id();
        write(file, attach.content());
        long id = Sql.insert(
                connection,
                "INSERT INTO attachments (task, name, media_type, size, created_at, file) VALUES (?, ?, ?, ?, ?, ?)",
                Ids.row(attach.task()),
                attach.name(),
                attach.mediaType(),
                attach.content().size(),
                now.toEpochMilli(),
                file);
        return require(id);
    }

    private void write(String name, Content content) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, name, ".part");
        try {
            fill(unfinished, content);
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void fill(Path unfinished, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    Attachment require(long id) throws SQLException {
        return Sql.first(connection, "SELECT * FROM attachments WHERE id = ?", AttachmentRows::attachment, id)
                .orElseThrow(AttachmentRows::absent);
    }

    List<Attachment> of(String task) throws SQLException {
        return Sql.query(
                connection,
                "SELECT * FROM attachments WHERE task = ? AND detached = 0 ORDER BY id",
                AttachmentRows::attachment,
                Ids.row(task));
    }

    Content read(String task, String id) throws SQLException, IOException {
        return Content.of(Files.readAllBytes(file(task, id)));
    }

    /** Leaves the file, which must not go before this is committed, to {@link #deleteDetached}. */
    void detach(String task, String id) throws SQLException {
        Path _ = file(task, id);
        Sql.update(connection, "UPDATE attachments SET detached = 1 WHERE id = ?", Ids.row(id));
    }

    /** Deletes the file of what is detached already; after a crash, a repetition of the command deletes it. */
    void deleteDetached(String id) throws SQLException, IOException {
        List<Path> files = Sql.query(
                connection,
                "SELECT file FROM attachments WHERE id = ? AND detached = 1",
                row -> directory.resolve(row.getString(1)),
                Ids.row(id));
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private Path file(String task, String id) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT file FROM attachments WHERE id = ? AND task = ? AND detached = 0",
                        row -> directory.resolve(row.getString(1)),
                        Ids.row(id),
                        Ids.row(task))
                .orElseThrow(AttachmentRows::absent);
    }

    private static BoardFailure absent() {
        return new BoardFailure.NotFound("The task has no such file");
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getString("id"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
