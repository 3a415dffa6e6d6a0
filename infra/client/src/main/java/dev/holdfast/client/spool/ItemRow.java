package dev.holdfast.client.spool;

import dev.holdfast.client.file.Sql;
import dev.holdfast.client.http.Account;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Items as rows of the file. */
final class ItemRow {
    private static final String SELECT = """
            SELECT id, url, tenant, subject, project, name, via, idempotency_key, body, created_at, state, attempts,
              attempted_at, due_at, not_before, last_status, last_error, shared, superseded FROM items
            """;

    private ItemRow() {}

    /** @param where and what follows it */
    static List<Item> select(Connection connection, String where, @Nullable Object... values) throws SQLException {
        return Sql.query(connection, SELECT + where, ItemRow::read, values);
    }

    private static Item read(ResultSet row) throws SQLException {
        long attemptedAt = row.getLong("attempted_at");
        Instant attempted = row.wasNull() ? null : Instant.ofEpochMilli(attemptedAt);
        int lastStatus = row.getInt("last_status");
        Integer status = row.wasNull() ? null : lastStatus;
        return new Item(
                row.getLong("id"),
                new Account(row.getString("url"), row.getString("tenant"), row.getString("subject")),
                row.getString("project"),
                row.getString("name"),
                Via.valueOf(row.getString("via").toUpperCase(Locale.ROOT)),
                row.getString("idempotency_key"),
                row.getString("body"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("state").equals("dead"),
                row.getInt("attempts"),
                attempted,
                Instant.ofEpochMilli(row.getLong("due_at")),
                Instant.ofEpochMilli(row.getLong("not_before")),
                status,
                row.getString("last_error"),
                row.getBoolean("shared"),
                row.getBoolean("superseded"));
    }
}
