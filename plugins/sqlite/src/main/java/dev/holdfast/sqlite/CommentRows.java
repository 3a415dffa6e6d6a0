package dev.holdfast.sqlite;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.TaskFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments, inside a transaction. */
record CommentRows(Connection connection) {

    Comment insert(String task, String text, Instant now) throws SQLException {
        long id = Sql.insert(
                connection,
                "INSERT INTO comments (task, text, created_at) VALUES (?, ?, ?)",
                Ids.row(task),
                text,
                now.toEpochMilli());
        return require(id);
    }

    Comment require(long id) throws SQLException {
        return Sql.first(connection, "SELECT * FROM comments WHERE id = ?", CommentRows::comment, id)
                .orElseThrow(() -> new BoardFailure.NotFound("There is no such comment"));
    }

    Page<Comment> page(String task, int limit, @Nullable String cursor) throws SQLException {
        int most = TaskFilter.all().withLimit(limit).limit();
        List<Comment> found = Sql.query(
                connection,
                "SELECT * FROM comments WHERE task = ? AND id > ? ORDER BY id LIMIT ?",
                CommentRows::comment,
                Ids.row(task),
                Ids.after(cursor),
                most + 1);
        return Pages.cut(found, most, Comment::id);
    }

    private static Comment comment(ResultSet row) throws SQLException {
        return new Comment(
                row.getString("id"), null, row.getString("text"), Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
