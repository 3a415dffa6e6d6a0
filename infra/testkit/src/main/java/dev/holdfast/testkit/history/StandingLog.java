package dev.holdfast.testkit.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of one log as they stand or were seen standing. Immutable. */
public final class StandingLog {
    private final String name;
    private final long keptFrom;
    private final NavigableMap<Long, Standing> entries = new TreeMap<>();
    private final NavigableMap<Long, Standing> opens = new TreeMap<>();
    private final NavigableMap<Long, Standing> closes = new TreeMap<>();
    private final Map<String, List<Standing>> byOperation = new HashMap<>();

    /** @param keptFrom entries before this seq may be missing */
    public StandingLog(String name, long keptFrom, Collection<Standing> entries) {
        this.name = name;
        this.keptFrom = keptFrom;
        for (Standing entry :
                entries.stream().sorted(Comparator.comparingLong(Standing::seq)).toList()) {
            this.entries.put(entry.seq(), entry);
            byOperation
                    .computeIfAbsent(entry.operation(), _ -> new ArrayList<>())
                    .add(entry);
            if (entry.kind() == Kind.OPEN) {
                opens.put(entry.seq(), entry);
            } else if (entry.kind() == Kind.CLOSE) {
                closes.put(entry.seq(), entry);
            }
        }
    }

    public String name() {
        return name;
    }

    long head() {
        return entries.isEmpty() ? 0 : entries.lastKey();
    }

    Collection<Standing> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    @Nullable
    Standing entry(long seq) {
        return entries.get(seq);
    }

    /** Whether an entry of this seq may have been removed rightly. */
    boolean mayBeTrimmed(long seq) {
        return seq < keptFrom;
    }

    Map<String, List<Standing>> byOperation() {
        return Collections.unmodifiableMap(byOperation);
    }

    /** The open of the life that {@code seq} belongs to. */
    @Nullable
    Standing life(long seq) {
        var open = opens.floorEntry(seq);
        return open == null ? null : open.getValue();
    }

    /** The close that ends the life of {@code open}. */
    @Nullable
    Standing end(Standing open) {
        var close = closes.higherEntry(open.seq());
        var next = opens.higherEntry(open.seq());
        boolean own = close != null && (next == null || close.getKey() < next.getKey());
        return own && close != null ? close.getValue() : null;
    }

    Collection<Standing> opens() {
        return Collections.unmodifiableCollection(opens.values());
    }

    /** The first entry of this kind from one seq to another, both taken. */
    @Nullable
    Standing first(Kind kind, long from, long to) {
        var found = (kind == Kind.OPEN ? opens : kind == Kind.CLOSE ? closes : entries).ceilingEntry(from);
        return found == null || found.getKey() > to ? null : found.getValue();
    }
}
