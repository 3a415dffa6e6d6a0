package dev.holdfast.sqlite;

import dev.holdfast.spi.BoardFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The versions of the file's tables, told by {@code user_version}. Times are milliseconds since 1970. */
final class Migrations {

    private static final List<List<String>> STEPS = List.of(List.of(
            "CREATE TABLE boards (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
            """
            CREATE TABLE columns (
              id INTEGER PRIMARY KEY,
              board INTEGER NOT NULL REFERENCES boards,
              name TEXT NOT NULL COLLATE NOCASE,
              status TEXT NOT NULL,
              UNIQUE (board, name)
            ) STRICT
            """,
            """
            CREATE TABLE tasks (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              board INTEGER NOT NULL REFERENCES boards,
              column_id INTEGER NOT NULL REFERENCES columns,
              name TEXT NOT NULL,
              description TEXT NOT NULL,
              priority TEXT,
              assigned_to TEXT,
              created_at INTEGER NOT NULL,
              updated_at INTEGER NOT NULL,
              due_at INTEGER,
              estimated_hours TEXT,
              actual_hours TEXT,
              parent INTEGER REFERENCES tasks
            ) STRICT
            """,
            "CREATE INDEX tasks_of_board ON tasks (board, id)",
            "CREATE INDEX tasks_of_parent ON tasks (parent, id) WHERE parent IS NOT NULL",
            """
            CREATE TABLE labels (
              task INTEGER NOT NULL REFERENCES tasks, label TEXT NOT NULL, PRIMARY KEY (task, label)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dependencies (
              task INTEGER NOT NULL REFERENCES tasks, needs INTEGER NOT NULL REFERENCES tasks, PRIMARY KEY (task, needs)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX dependents ON dependencies (needs, task)",
            """
            CREATE TABLE criteria (
              task INTEGER NOT NULL REFERENCES tasks, position INTEGER NOT NULL, text TEXT NOT NULL,
              PRIMARY KEY (task, position)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE comments (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              task INTEGER NOT NULL REFERENCES tasks,
              text TEXT NOT NULL,
              created_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX comments_of_task ON comments (task, id)",
            """
            CREATE TABLE attachments (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              task INTEGER NOT NULL REFERENCES tasks,
              name TEXT NOT NULL,
              media_type TEXT NOT NULL,
              size INTEGER NOT NULL,
              created_at INTEGER NOT NULL,
              file TEXT NOT NULL,
              detached INTEGER NOT NULL DEFAULT 0 CHECK (detached IN (0, 1))
            ) STRICT
            """,
            "CREATE INDEX attachments_of_task ON attachments (task, id)",
            """
            CREATE TABLE commands (
              board INTEGER NOT NULL REFERENCES boards,
              id TEXT NOT NULL,
              kind TEXT NOT NULL CHECK (kind IN ('task', 'comment', 'attached', 'detached')),
              made INTEGER NOT NULL,
              applied_at INTEGER NOT NULL,
              PRIMARY KEY (board, id)
            ) STRICT, WITHOUT ROWID
            """));

    static final int NEWEST = STEPS.size();

    private Migrations() {}

    static int version(Connection connection) throws SQLException {
        int version = Sql.first(connection, "PRAGMA user_version", row -> row.getInt(1))
                .orElse(0);
        if (version > NEWEST) {
            throw new BoardFailure.Rejected("The board's file was made by a newer version; use that one");
        }
        return version;
    }

    /** The caller keeps other processes out: turning on WAL fails, without waiting, while another one reads. */
    static void apply(Connection connection) throws SQLException {
        Sql.run(connection, "PRAGMA journal_mode = WAL");
        Sql.run(connection, "BEGIN IMMEDIATE");
        try {
            for (List<String> step : STEPS.subList(version(connection), NEWEST)) {
                for (String sql : step) {
                    Sql.run(connection, sql);
                }
            }
            Sql.run(connection, "PRAGMA user_version = " + NEWEST);
            Sql.run(connection, "COMMIT");
        } catch (SQLException | RuntimeException failure) {
            Sql.run(connection, "ROLLBACK");
            throw failure;
        }
    }
}
