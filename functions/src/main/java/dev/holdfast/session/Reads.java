package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What sessions have read, so that work on what another has changed since can be warned of. Thread-safe. */
public final class Reads {
    private static final String READ = "read";
    private static final String AT = "at";
    private static final String SEQ = "seq";
    private static final String COMMIT = "commit";
    private static final int MOST_KEYS = 100;

    private final Table table;
    private final Modifications modifications;

    Reads(Table table, Modifications modifications) {
        this.table = table;
        this.modifications = modifications;
    }

    /**
     * A file that others have changed since the session read it.
     *
     * @param changedBy in the order in which they did
     */
    public record Stale(FileRead read, List<Modifier> changedBy) {
        public Stale {
            changedBy = List.copyOf(changedBy);
        }
    }

    /** Notes what a session has read, now. */
    void report(Budget budget, ProjectRef owner, Session session, List<FileRead> reads) {
        Parallel.map(reads, read -> {
            Item.Builder item = Item.at(key(owner, read.path(), session.id()))
                    .number(AT, read.at().toEpochMilli())
                    .expiresAt(session.endsAt().plus(OpenSession.DEFAULT_MAX_AGE));
            if (read.seq() != null) {
                item.number(SEQ, read.seq());
            }
            if (read.commit() != null) {
                item.text(COMMIT, read.commit());
            }
            return table.write(budget, Write.Put.always(item.build()));
        });
    }

    /** Those of {@code paths} that the session read, and others have changed since. */
    List<Stale> stale(Budget budget, ProjectRef owner, Session session, List<FilePath> paths) {
        List<FileRead> read = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += MOST_KEYS) {
            List<FilePath> some = paths.subList(from, Math.min(paths.size(), from + MOST_KEYS));
            Map<Key, Item> found = table.getAll(
                    budget,
                    some.stream().map(path -> key(owner, path, session.id())).toList());
            some.forEach(path -> {
                Item item = found.get(key(owner, path, session.id()));
                if (item != null) {
                    read.add(new FileRead(
                            path,
                            item.has(SEQ) ? item.number(SEQ) : null,
                            item.optionalText(COMMIT).orElse(null),
                            Instant.ofEpochMilli(item.number(AT))));
                }
            });
        }
        return Parallel.map(
                        read, it -> new Stale(it, modifications.since(budget, owner, it.path(), it.at(), session.id())))
                .stream()
                .filter(stale -> !stale.changedBy().isEmpty())
                .toList();
    }

    private static Key key(ProjectRef owner, FilePath path, String sessionId) {
        return new Key(owner.partition(READ), path.hash() + "#" + sessionId);
    }
}
