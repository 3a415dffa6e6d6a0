package dev.holdfast.client.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.file.Database;
import dev.holdfast.client.file.Sql;
import dev.holdfast.client.http.Account;
import dev.holdfast.client.input.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Found projects, each kept for a while, by service, tenant, project and asking machine. "Unknown" is never kept. */
public final class ResolveCache {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;

    public ResolveCache(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An answer as it came, and when it did. */
    public record Entry(ObjectNode answer, Instant fetchedAt) {}

    /** Empty from the moment the entry is {@code ttl} old, or when it seems to come from the future. */
    public Optional<Entry> fresh(Account account, String project, String machine, Duration ttl) {
        List<Entry> found = database.transaction(connection -> Sql.query(
                connection,
                "SELECT answer, fetched_at FROM resolved WHERE url = ? AND tenant = ? AND project = ? AND machine = ?",
                row -> new Entry(
                        Json.object(row.getString(1).getBytes(StandardCharsets.UTF_8), "A kept answer"),
                        Instant.ofEpochMilli(row.getLong(2))),
                account.url(),
                account.tenant(),
                project,
                machine));
        Instant now = clock.instant();
        return found.stream()
                .filter(entry -> !entry.fetchedAt().isAfter(now)
                        && entry.fetchedAt().plus(ttl).isAfter(now))
                .findFirst();
    }

    /** How often the project was changed from here; read it before asking, for {@link #keep}. */
    public long changes(Account account, String project) {
        return database.transaction(connection -> changes(connection, account, project));
    }

    /** Keeps an answer, unless a registration from here came between: the answer may be older than it. */
    public void keep(Account account, String project, String machine, ObjectNode answer, long changesBefore) {
        long now = clock.millis();
        database.transaction(connection -> {
            Sql.update(connection, "DELETE FROM resolved WHERE fetched_at < ?", now - KEPT.toMillis());
            if (changes(connection, account, project) != changesBefore) {
                return 0;
            }
            return Sql.update(
                    connection,
                    "INSERT OR REPLACE INTO resolved (url, tenant, project, machine, answer, fetched_at) "
                            + "VALUES (?, ?, ?, ?, ?, ?)",
                    account.url(),
                    account.tenant(),
                    project,
                    machine,
                    Json.write(answer),
                    now);
        });
    }

    /** Forgets what is kept of a project, for every machine. */
    public void forget(Account account, String project) {
        database.transaction(connection -> {
            changed(connection, account, project);
            return true;
        });
    }

    /** As {@link #forget}, within a transaction that changes the project. */
    public static void changed(Connection connection, Account account, String project) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO changes (url, tenant, project, count) VALUES (?, ?, ?, 1) "
                        + "ON CONFLICT DO UPDATE SET count = count + 1",
                account.url(),
                account.tenant(),
                project);
        Sql.update(
                connection,
                "DELETE FROM resolved WHERE url = ? AND tenant = ? AND project = ?",
                account.url(),
                account.tenant(),
                project);
    }

    private static long changes(Connection connection, Account account, String project) throws SQLException {
        return Sql.query(
                        connection,
                        "SELECT count FROM changes WHERE url = ? AND tenant = ? AND project = ?",
                        row -> row.getLong(1),
                        account.url(),
                        account.tenant(),
                        project)
                .stream()
                .findFirst()
                .orElse(0L);
    }
}
