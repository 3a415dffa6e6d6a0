package dev.holdfast.sqlite;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Boards and their columns. */
final class BoardRows {

    private BoardRows() {}

    static Board require(Connection connection, String name) throws SQLException {
        long id = Sql.first(connection, "SELECT id FROM boards WHERE name = ?", row -> row.getLong(1), name)
                .orElseThrow(() -> new BoardFailure.NotFound("The board is not set up yet"));
        return read(connection, id, name);
    }

    static List<Board> all(Connection connection) throws SQLException {
        List<Board> boards = new ArrayList<>();
        for (String name : Sql.query(connection, "SELECT name FROM boards ORDER BY id", row -> row.getString(1))) {
            boards.add(require(connection, name));
        }
        return boards;
    }

    static Board setUp(Connection connection, String name) throws SQLException {
        Sql.update(connection, "INSERT INTO boards (name) VALUES (?) ON CONFLICT DO NOTHING", name);
        Board board = require(connection, name);
        for (Status status : Status.values()) {
            if (board.columns().stream().noneMatch(column -> column.status() == status)) {
                Sql.update(
                        connection,
                        "INSERT INTO columns (board, name, status) VALUES (?, ?, ?)",
                        board.id(),
                        status.title(),
                        status.name());
            }
        }
        return require(connection, name);
    }

    private static Board read(Connection connection, long id, String name) throws SQLException {
        List<Column> columns = Sql.query(
                connection,
                "SELECT id, name, status FROM columns WHERE board = ? ORDER BY id",
                row -> new Column(row.getString(1), row.getString(2), Status.valueOf(row.getString(3))),
                id);
        return new Board(String.valueOf(id), name, columns, null);
    }
}
