package dev.holdfast.client.file;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The versions of the file's tables, told by {@code user_version}. Times are milliseconds since 1970. */
final class Migrations {
    private static final List<List<String>> STEPS = List.of(List.of(
            """
            CREATE TABLE items (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              url TEXT NOT NULL,
              tenant TEXT NOT NULL,
              subject TEXT NOT NULL,
              project TEXT NOT NULL,
              name TEXT NOT NULL,
              via TEXT NOT NULL CHECK (via IN ('register', 'sync')),
              idempotency_key TEXT NOT NULL,
              body TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
              attempts INTEGER NOT NULL CHECK (attempts >= 0),
              attempted_at INTEGER,
              due_at INTEGER NOT NULL,
              not_before INTEGER NOT NULL,
              last_status INTEGER,
              last_error TEXT,
              shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
              superseded INTEGER NOT NULL CHECK (superseded IN (0, 1)),
              UNIQUE (idempotency_key, project)
            ) STRICT
            """,
            "CREATE INDEX items_of_project ON items (url, tenant, subject, project, id)",
            """
            CREATE TABLE resolved (
              url TEXT NOT NULL,
              tenant TEXT NOT NULL,
              project TEXT NOT NULL,
              machine TEXT NOT NULL,
              answer TEXT NOT NULL,
              fetched_at INTEGER NOT NULL,
              PRIMARY KEY (url, tenant, project, machine)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE changes (
              url TEXT NOT NULL,
              tenant TEXT NOT NULL,
              project TEXT NOT NULL,
              count INTEGER NOT NULL,
              PRIMARY KEY (url, tenant, project)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE TABLE machine (id INTEGER PRIMARY KEY CHECK (id = 1), uuid TEXT NOT NULL) STRICT"));

    static final int NEWEST = STEPS.size();

    private Migrations() {}

    /** @throws FileFailure when a newer client has made the file */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            int version = row.next() ? row.getInt(1) : 0;
            if (version > NEWEST) {
                throw new FileFailure("The spool was made by a newer client; use that one");
            }
            return version;
        }
    }

    static void apply(Connection connection) throws SQLException {
        Sql.run(connection, "PRAGMA journal_mode = WAL");
        int _ = Database.inTransaction(connection, it -> {
            for (int step = version(it); step < NEWEST; step++) {
                for (String sql : STEPS.get(step)) {
                    Sql.run(it, sql);
                }
            }
            Sql.run(it, "PRAGMA user_version = " + NEWEST);
            return NEWEST;
        });
    }
}
