package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.security.Call;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which sessions there are, and how many. What has passed its deadline is not live, swept or not. Thread-safe. */
public final class SessionLists {
    /** Where counting stops. */
    public static final int MOST_COUNTED = 1_000;

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;

    private final Table table;
    private final SessionStore store;
    private final Clock clock;

    SessionLists(Table table, SessionStore store, Clock clock) {
        this.table = table;
        this.store = store;
        this.clock = clock;
    }

    /** @param after the id to go on after; null on the last page */
    public record Listed(List<Session> sessions, @Nullable String after) {}

    /** @param complete false when counting stopped at {@value #MOST_COUNTED} */
    public record Count(int live, boolean complete) {}

    /**
     * A page in the order of ids.
     *
     * @param states which ones are wanted; empty for the live ones
     */
    public Listed page(Call call, ProjectRef owner, Set<SessionState> states, @Nullable String after, int limit) {
        boolean live = states.isEmpty() || states.stream().allMatch(SessionState::isLive);
        String partition = live ? SessionItems.live(owner) : SessionItems.ended(owner);
        Instant now = clock.instant();
        List<Session> sessions = new ArrayList<>();
        Query.Position next = after == null ? null : new Query.Position(new Key(partition, after), null);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page page =
                    table.query(call.budget(), Query.partition(partition, PAGE).after(next));
            for (Item item : page.items()) {
                Session session = store.items().session(owner, item);
                SessionState state = session.stateAt(now);
                if (states.isEmpty() ? state.isLive() : states.contains(state)) {
                    sessions.add(session);
                }
                if (sessions.size() == limit) {
                    return new Listed(sessions, session.id());
                }
            }
            next = page.next();
            if (next == null) {
                return new Listed(sessions, null);
            }
        }
        return new Listed(sessions, next == null ? null : next.key().sk());
    }

    /** The live ones of a project. */
    public Count count(Budget budget, ProjectRef owner) {
        Instant now = clock.instant();
        int live = 0;
        Query.Position next = null;
        do {
            Page page = table.query(
                    budget, Query.partition(SessionItems.live(owner), PAGE).after(next));
            for (Item item : page.items()) {
                live += store.items().session(owner, item).isLiveAt(now) ? 1 : 0;
            }
            if (live >= MOST_COUNTED) {
                return new Count(MOST_COUNTED, false);
            }
            next = page.next();
        } while (next != null);
        return new Count(live, true);
    }

    /** The live ones of a tenant: found by an index, and each read as it stands. */
    public Count count(Budget budget, String tenant) {
        Instant now = clock.instant();
        int live = 0;
        Query.Position next = null;
        do {
            Page page = table.query(
                    budget, Query.recent(SessionItems.ofTenant(tenant), PAGE).after(next));
            List<Key> keys = page.items().stream().map(Item::key).toList();
            Map<Key, Item> found = keys.isEmpty() ? Map.of() : table.getAll(budget, keys);
            for (Item item : found.values()) {
                ProjectRef owner = ProjectRef.of(item.key().pk());
                live += store.items().session(owner, item).isLiveAt(now) ? 1 : 0;
            }
            if (live >= MOST_COUNTED) {
                return new Count(MOST_COUNTED, false);
            }
            next = page.next();
        } while (next != null);
        return new Count(live, true);
    }
}
