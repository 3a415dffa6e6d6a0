package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who modifies what. An item for each session at each file, found by the file; and for each report which files it named,
 * found by the session. Thread-safe.
 */
public final class Modifications {
    private static final String MODIFIED = "modified";
    private static final String NAMED = "files";
    private static final String HASHES = "h";
    private static final int HASH_BYTES = 16;
    private static final int MOST_KEYS = 100;
    private static final int PAGE = 100;

    private final Table table;
    private final SessionStore sessions;
    private final ModificationItems items;
    private final Clock clock;

    Modifications(Table table, SessionStore sessions, ModificationItems items, Clock clock) {
        this.table = table;
        this.sessions = sessions;
        this.items = items;
        this.clock = clock;
    }

    /**
     * Notes what a session modifies, besides what it said before; what it said already is not written again.
     *
     * @return how many were new or said more
     */
    int report(Budget budget, ProjectRef owner, Session session, List<Modification> modifications) {
        Map<Key, Item> before = getAll(
                budget,
                modifications.stream()
                        .map(it -> key(owner, it.path(), session.id()))
                        .toList());
        List<Write> writes = new ArrayList<>();
        List<FilePath> named = new ArrayList<>();
        for (Modification modification : modifications) {
            Key key = key(owner, modification.path(), session.id());
            Item standing = before.get(key);
            if (standing == null) {
                named.add(modification.path());
            }
            items.written(owner, key, session, modification, standing, clock.instant())
                    .ifPresent(item -> writes.add(Write.Put.always(item)));
        }
        if (!named.isEmpty()) {
            table.write(budget, Write.Put.always(named(owner, session, named)));
        }
        Parallel.map(writes, write -> table.write(budget, write));
        return writes.size();
    }

    private static Item named(ProjectRef owner, Session session, List<FilePath> paths) {
        ByteBuffer hashes = ByteBuffer.allocate(paths.size() * HASH_BYTES);
        paths.forEach(path -> hashes.put(path.digest()));
        return Item.at(new Key(owner.partition(NAMED), session.id() + "#" + UUID.randomUUID()))
                .bytes(HASHES, hashes.array())
                .expiresAt(session.endsAt().plus(SessionStore.ENDED_KEPT))
                .build();
    }

    /** The live sessions that modify a file, in the order in which they began to. One query, unless some went quiet. */
    public List<Modifier> of(Budget budget, ProjectRef owner, FilePath path, Collection<String> except) {
        List<ModificationItems.Noted> noted = noted(budget, owner, path).stream()
                .filter(it -> !it.ended() && !except.contains(it.modifier().sessionId()))
                .toList();
        Instant now = clock.instant();
        // One that was said to last until later lasts; of others the session is asked.
        List<String> quiet = noted.stream()
                .filter(it -> !now.isBefore(it.lastsUntil()))
                .map(it -> it.modifier().sessionId())
                .toList();
        Map<String, Session> asked = quiet.isEmpty() ? Map.of() : sessions.findAll(budget, owner, quiet);
        return noted.stream()
                .filter(it -> now.isBefore(it.lastsUntil())
                        || isLive(asked.get(it.modifier().sessionId()), now))
                .map(ModificationItems.Noted::modifier)
                .toList();
    }

    private static boolean isLive(@org.jspecify.annotations.Nullable Session session, Instant now) {
        return session != null && session.isLiveAt(now);
    }

    /** Who else changed a file after a time, sessions that have been merged since included. */
    List<Modifier> since(Budget budget, ProjectRef owner, FilePath path, Instant time, String except) {
        return noted(budget, owner, path).stream()
                .map(ModificationItems.Noted::modifier)
                .filter(it -> !it.sessionId().equals(except) && it.at().isAfter(time))
                .toList();
    }

    private List<ModificationItems.Noted> noted(Budget budget, ProjectRef owner, FilePath path) {
        List<ModificationItems.Noted> noted = new ArrayList<>();
        String hash = path.hash();
        Query query = Query.range(owner.partition(MODIFIED), hash + "#", hash + "#~", PAGE);
        Query.Position next = null;
        do {
            Page page = table.query(budget, query.after(next));
            page.items().forEach(item -> noted.add(items.read(owner, item)));
            next = page.next();
        } while (next != null);
        noted.sort(java.util.Comparator.comparing(it -> it.modifier().at()));
        return noted;
    }

    /** How many files a session has named. */
    int count(Budget budget, ProjectRef owner, String sessionId) {
        return hashes(budget, owner, sessionId).size();
    }

    /** Takes an ended session out of who modifies what; what was merged is still known to who read before. */
    void forget(Budget budget, ProjectRef owner, String sessionId) {
        boolean merged = sessions.find(budget, owner, sessionId)
                .filter(session -> session.stored() == SessionState.MERGED)
                .isPresent();
        List<Key> keys = hashes(budget, owner, sessionId).stream()
                .map(hash -> new Key(owner.partition(MODIFIED), hash + "#" + sessionId))
                .toList();
        if (merged) {
            Instant until = clock.instant().plus(OpenSession.DEFAULT_MAX_AGE);
            Parallel.map(
                    keys,
                    key -> table.write(
                            budget, ModificationItems.ended(key, until, Condition.has(ModificationItems.AT))));
        } else {
            table.deleteAll(budget, List.copyOf(getAll(budget, keys).values()));
        }
    }

    private Set<String> hashes(Budget budget, ProjectRef owner, String sessionId) {
        Set<String> hashes = new LinkedHashSet<>();
        Query query = Query.range(owner.partition(NAMED), sessionId + "#", sessionId + "#~", PAGE);
        Query.Position next = null;
        do {
            Page page = table.query(budget, query.after(next));
            for (Item item : page.items()) {
                ByteBuffer all = ByteBuffer.wrap(item.bytes(HASHES));
                while (all.hasRemaining()) {
                    byte[] hash = new byte[HASH_BYTES];
                    all.get(hash);
                    hashes.add(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
                }
            }
            next = page.next();
        } while (next != null);
        return hashes;
    }

    private Map<Key, Item> getAll(Budget budget, List<Key> keys) {
        Map<Key, Item> found = new java.util.HashMap<>();
        for (int from = 0; from < keys.size(); from += MOST_KEYS) {
            found.putAll(table.getAll(budget, keys.subList(from, Math.min(keys.size(), from + MOST_KEYS))));
        }
        return found;
    }

    private static Key key(ProjectRef owner, FilePath path, String sessionId) {
        return new Key(owner.partition(MODIFIED), path.hash() + "#" + sessionId);
    }
}
