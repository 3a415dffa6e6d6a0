package dev.holdfast.client.spool;

import dev.holdfast.client.file.Database;
import dev.holdfast.client.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What users may do with items that are no longer sent. */
public final class DeadItems {
    private final Database database;
    private final Clock clock;

    public DeadItems(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Lets them wait again at their old places and with their old keys; answers how many were still dead. */
    public int retry(List<Item> items) {
        return database.transaction(connection -> {
            int revived = 0;
            for (Item item : items) {
                revived += revive(connection, item.id(), clock.instant());
            }
            return revived;
        });
    }

    /** Forgets them; answers how many were still dead. */
    public int drop(List<Item> items) {
        return database.transaction(connection -> {
            int dropped = 0;
            for (Item item : items) {
                dropped += Sql.update(connection, "DELETE FROM items WHERE id = ? AND state = 'dead'", item.id());
            }
            return dropped;
        });
    }

    static int revive(Connection connection, long id, Instant now) throws SQLException {
        return Sql.update(
                connection,
                "UPDATE items SET state = 'waiting', attempts = 0, due_at = ?, not_before = 0, superseded = 0 "
                        + "WHERE id = ? AND state = 'dead'",
                now.toEpochMilli(),
                id);
    }
}
