package dev.holdfast.client.spool;

import dev.holdfast.client.cache.ResolveCache;
import dev.holdfast.client.file.Database;
import dev.holdfast.client.file.Sql;
import dev.holdfast.client.http.Problem;
import dev.holdfast.client.http.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the spool keeps of each attempt. Only the holder of the project's lock may call these. */
final class Attempts {
    private final Database database;
    private final Backoff backoff;
    private final Clock clock;

    Attempts(Database database, Backoff backoff, Clock clock) {
        this.database = database;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Counts an attempt that is about to be made: killed in the middle, it was one too. */
    void begin(List<Item> items) {
        long now = clock.millis();
        database.transaction(connection -> {
            for (Item item : items) {
                Sql.update(
                        connection,
                        "UPDATE items SET attempts = attempts + 1, attempted_at = ? WHERE id = ?",
                        now,
                        item.id());
                ResolveCache.changed(connection, item.account(), item.project());
            }
            return true;
        });
    }

    /** Settles an attempt. */
    Delivered end(Item item, Verdict verdict, boolean shown) {
        return switch (verdict) {
            case Verdict.Done done -> done(item, done);
            case Verdict.Refused refused -> refused(item, refused, shown);
            case Verdict.NotAllowed notAllowed -> notAllowed(item, notAllowed);
            case Verdict.Later later -> later(item, later);
        };
    }

    private Delivered done(Item item, Verdict.Done verdict) {
        database.transaction(connection -> {
            Sql.update(connection, "DELETE FROM items WHERE id = ?", item.id());
            Sql.update(
                    connection,
                    "UPDATE items SET superseded = 1 WHERE url = ? AND tenant = ? AND subject = ? AND project = ? "
                            + "AND state = 'dead' AND id < ?",
                    item.account().url(),
                    item.account().tenant(),
                    item.account().subject(),
                    item.project(),
                    item.id());
            ResolveCache.changed(connection, item.account(), item.project());
            return true;
        });
        return new Delivered(item, Fate.DONE, verdict);
    }

    /** Who sees the refusal has the call at hand; nobody else's is thrown away. */
    private Delivered refused(Item item, Verdict.Refused verdict, boolean shown) {
        boolean forgotten = database.transaction(connection ->
                shown && Sql.update(connection, "DELETE FROM items WHERE id = ? AND shared = 0", item.id()) == 1);
        Item now = forgotten ? item : note(item, verdict.problem(), "state = 'dead'");
        return new Delivered(now, Fate.REFUSED, verdict);
    }

    private Delivered notAllowed(Item item, Verdict.NotAllowed verdict) {
        Item now = note(item, verdict.problem(), "attempts = max(attempts - 1, 0)");
        return new Delivered(now, Fate.NOT_ALLOWED, verdict);
    }

    private Item note(Item item, Problem problem, String change) {
        return change(item, change + ", last_status = ?, last_error = ?", problem.status(), problem.text());
    }

    private Delivered later(Item item, Verdict.Later verdict) {
        int attempts = item.attempts() + 1;
        boolean dead = backoff.isSpent(attempts);
        Duration asked = verdict.retryAfter();
        Instant due = clock.instant().plus(asked == null ? backoff.after(attempts) : asked);
        Item now = change(
                item,
                "state = ?, due_at = ?, not_before = ?, last_status = ?, last_error = ?",
                dead ? "dead" : "waiting",
                due.toEpochMilli(),
                asked == null ? 0 : due.toEpochMilli(),
                verdict.status(),
                verdict.cause());
        return new Delivered(now, dead ? Fate.DEAD : Fate.WAITING, verdict);
    }

    private Item change(Item item, String assignments, @Nullable Object... values) {
        @Nullable Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = item.id();
        return database.transaction(connection -> {
            Sql.update(connection, "UPDATE items SET " + assignments + " WHERE id = ?", all);
            return ItemRow.select(connection, "WHERE id = ?", item.id()).getFirst();
        });
    }
}
