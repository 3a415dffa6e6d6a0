package dev.holdfast.log;

import dev.holdfast.security.Sealing;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import dev.holdfast.testkit.history.Event;
import dev.holdfast.testkit.history.History;
import dev.holdfast.testkit.history.Standing;
import dev.holdfast.testkit.history.StandingLog;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sees what stands in the store, past all faults, and remembers it when it is trimmed later. Not thread-safe. */
final class Witness {
    private static final long END = 999_999_999_999L;

    private final Log<Sheet> log;
    private final List<LogName> names;
    private final Map<LogName, TreeMap<Long, Entry>> seen = new HashMap<>();
    private long standing;
    private final List<String> violations = new ArrayList<>();

    Witness(Table table, List<LogName> names) {
        this.log = new Log<>(table, TestKeysets.sealing(), Sheet.Rules.INSTANCE, Instance.SHARDS, Clock.systemUTC());
        this.names = names;
    }

    /** Entries that changed, or whose digest is not that of the state they make. */
    List<String> violations() {
        return violations;
    }

    void look() {
        standing = 0;
        for (LogName name : names) {
            TreeMap<Long, Entry> known = seen.computeIfAbsent(name, _ -> new TreeMap<>());
            for (Entry entry : log.entries(budget(), name, 1, END)) {
                standing++;
                Entry before = known.put(entry.seq(), entry);
                if (before != null && !same(before, entry)) {
                    violations.add(name.name() + ": entry " + entry.seq() + " changed");
                }
            }
        }
    }

    /** Every snapshot that stands, as something that was told. */
    List<Event> snapshots(History history, Table table) {
        Clock clock = Clock.systemUTC();
        Sealing sealing = TestKeysets.sealing();
        Chunks chunks = new Chunks(table, sealing, Instance.SHARDS, clock);
        EntryItems items = new EntryItems(sealing, chunks, Instance.SHARDS);
        Snapshots<Sheet> snapshots = new Snapshots<>(table, items, chunks, sealing, Sheet.Rules.INSTANCE, clock);
        List<Event> told = new ArrayList<>();
        for (LogName name : names) {
            long to = END;
            for (boolean more = true; more; ) {
                History.Begun begun = history.begin(clock);
                Optional<View<Sheet>> view = snapshots.newest(budget(), name, to, Control.NONE);
                view.ifPresent(at -> told.add(new Event.PastLook(
                        name.name(), begun.ended(), at.head(), at.openState().shown())));
                to = view.map(at -> at.head() - 1).orElse(0L);
                more = view.isPresent();
            }
        }
        return told;
    }

    long entries(Kind kind) {
        return seen.values().stream()
                .flatMap(known -> known.values().stream())
                .filter(entry -> entry.kind() == kind)
                .count();
    }

    /** How many entries were seen once and stand no more. */
    long trimmed() {
        return seen.values().stream().mapToLong(TreeMap::size).sum() - standing;
    }

    long expired() {
        return seen.values().stream()
                .flatMap(known -> known.values().stream())
                .filter(Witness::isExpired)
                .count();
    }

    List<StandingLog> standing() {
        return names.stream()
                .map(name -> new StandingLog(name.name(), 1, standing(name)))
                .toList();
    }

    private List<Standing> standing(LogName name) {
        List<Standing> entries = new ArrayList<>();
        @Nullable Sheet state = null;
        for (Entry entry : seen.getOrDefault(name, new TreeMap<>()).values()) {
            state = switch (entry.kind()) {
                case OPEN -> Sheet.Rules.INSTANCE.open(entry);
                case CHANGE, CONFIGURE -> state == null ? null : Sheet.Rules.INSTANCE.apply(state, entry);
                case CLOSE -> null;
            };
            if (state != null && !Arrays.equals(Sheet.Rules.INSTANCE.digest(state), entry.stateDigest())) {
                violations.add(name.name() + ": entry " + entry.seq() + " has the digest of another state");
            }
            entries.add(new Standing(
                    entry.seq(),
                    kind(entry.kind()),
                    entry.operation(),
                    isExpired(entry) ? "" : Sheet.token(entry),
                    state == null ? null : state.shown(),
                    entry.at(),
                    entry.kind() == Kind.OPEN ? lifetime(entry.lifetime()) : null,
                    isExpired(entry)));
        }
        return entries;
    }

    static dev.holdfast.testkit.history.Kind kind(Kind kind) {
        return switch (kind) {
            case OPEN -> dev.holdfast.testkit.history.Kind.OPEN;
            case CHANGE, CONFIGURE -> dev.holdfast.testkit.history.Kind.CHANGE;
            case CLOSE -> dev.holdfast.testkit.history.Kind.CLOSE;
        };
    }

    /** Longer than any actor has: what the witness does not see is taken for lost. */
    private static Budget budget() {
        return new Budget(Clock.systemUTC(), Instant.now().plusSeconds(300));
    }

    private static boolean isExpired(Entry entry) {
        return entry.kind() == Kind.CLOSE && Arrays.equals(entry.payload(), Log.EXPIRED);
    }

    private static Standing.@Nullable Lifetime lifetime(@Nullable Lifetime lifetime) {
        return lifetime == null ? null : new Standing.Lifetime(lifetime.idle(), lifetime.age());
    }

    private static boolean same(Entry one, Entry other) {
        return one.kind() == other.kind()
                && one.operation().equals(other.operation())
                && Arrays.equals(one.payload(), other.payload());
    }
}
