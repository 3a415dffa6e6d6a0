package dev.holdfast.client.spool;

import dev.holdfast.client.file.Database;
import dev.holdfast.client.file.Sql;
import dev.holdfast.client.http.Account;
import dev.holdfast.client.input.Registration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that were given and have no final answer yet. Safe for several processes. */
public final class Spool {
    private static final String OF_ACCOUNT = "WHERE url = ? AND tenant = ? AND subject = ? ";
    private static final String OF_PROJECT = OF_ACCOUNT + "AND project = ? ";
    private static final String NEXT = OF_ACCOUNT + """
            AND id > ? AND state = 'waiting' AND CASE WHEN ? THEN not_before ELSE due_at END <= ?
            AND NOT EXISTS (SELECT 1 FROM items AS earlier WHERE earlier.url = items.url
              AND earlier.tenant = items.tenant AND earlier.subject = items.subject
              AND earlier.project = items.project AND earlier.state = 'waiting' AND earlier.id < items.id)
            ORDER BY id LIMIT 1
            """;

    private final Database database;
    private final Clock clock;

    public Spool(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A call to be made. */
    public record Wanted(Via via, String key, Registration registration) {}

    /**
     * Keeps calls before they are made. One that is the same as the newest kept for its project is that item, with the
     * item's own key, and no other: dead, it waits again. All are kept, or none.
     */
    public List<Item> put(Account account, List<Wanted> calls) {
        return database.transaction(connection -> {
            List<Item> items = new ArrayList<>(calls.size());
            for (Wanted call : calls) {
                items.add(put(connection, account, call));
            }
            return List.copyOf(items);
        });
    }

    /** The item as it is now; empty once it has been done, or dropped. */
    public Optional<Item> get(long id) {
        return one("WHERE id = ?", id);
    }

    /** The one of a project that has to be sent before the others. */
    Optional<Item> head(Account account, String project) {
        return one(
                OF_PROJECT + "AND state = 'waiting' ORDER BY id LIMIT 1",
                account.url(),
                account.tenant(),
                account.subject(),
                project);
    }

    /** The first item after {@code id} that is due and has none of its project before it. */
    Optional<Item> next(Account account, long id, boolean ignoreBackoff) {
        return one(NEXT, account.url(), account.tenant(), account.subject(), id, ignoreBackoff ? 1 : 0, clock.millis());
    }

    /** Everything of one account or, with null, of all, in order. */
    public List<Item> list(@Nullable Account account) {
        return database.transaction(connection -> account == null
                ? ItemRow.select(connection, "ORDER BY id")
                : ItemRow.select(
                        connection, OF_ACCOUNT + "ORDER BY id", account.url(), account.tenant(), account.subject()));
    }

    private Optional<Item> one(String where, Object... values) {
        return database.transaction(connection -> ItemRow.select(connection, where, values)).stream()
                .findFirst();
    }

    private Item put(Connection connection, Account account, Wanted call) throws SQLException {
        Registration registration = call.registration();
        Optional<Item> newest = ItemRow.select(
                        connection,
                        OF_PROJECT + "ORDER BY id DESC LIMIT 1",
                        account.url(),
                        account.tenant(),
                        account.subject(),
                        registration.project())
                .stream()
                .findFirst();
        Instant now = clock.instant();
        if (newest.isPresent()
                && newest.get().body().equals(registration.body())
                && !newest.get().superseded()) {
            return again(connection, newest.get(), now);
        }
        Sql.update(
                connection,
                """
                INSERT INTO items (url, tenant, subject, project, name, via, idempotency_key, body, created_at, state,
                  attempts, due_at, not_before, shared, superseded)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, 0, 0, 0)
                """,
                account.url(),
                account.tenant(),
                account.subject(),
                registration.project(),
                registration.name(),
                call.via().text(),
                call.key(),
                registration.body(),
                now.toEpochMilli(),
                now.toEpochMilli());
        return ItemRow.select(connection, "WHERE id = last_insert_rowid()").getFirst();
    }

    private static Item again(Connection connection, Item item, Instant now) throws SQLException {
        Sql.update(connection, "UPDATE items SET shared = 1 WHERE id = ?", item.id());
        if (item.dead()) {
            DeadItems.revive(connection, item.id(), now);
        }
        return ItemRow.select(connection, "WHERE id = ?", item.id()).getFirst();
    }
}
