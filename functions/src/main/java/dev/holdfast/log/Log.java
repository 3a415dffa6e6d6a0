package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Append-only logs over one table, with this instance's cache of their newest views. Thread-safe.
 *
 * <p>An entry is one put that requires its slot to be free; the refused one gets the entry in its way. So an operation
 * that was applied, whatever became of its reply, finds itself: before it is decided again, every entry since its base
 * is looked through.
 *
 * @param <S> the state that the entries of a log add up to
 */
public final class Log<S> {
    /** Payload of a close that a deadline made. */
    public static final byte[] EXPIRED = "expired".getBytes(StandardCharsets.UTF_8);

    /** A view not read for longer than any call lasts must not decide a slot. */
    private static final Duration OLDEST_VIEW = Duration.ofHours(1);

    private static final int MOST_ATTEMPTS = 64;

    private final Table table;
    private final EntryItems items;
    private final Snapshots<S> snapshots;
    private final Reader<S> reader;
    private final Expiry<S> expiry;
    private final OperationMarkers markers;
    private final Fold<S> fold;
    private final Clock clock;
    private final ViewCache<S> cache = new ViewCache<>();

    public Log(Table table, Sealing sealing, Fold<S> fold, Clock clock) {
        Chunks chunks = new Chunks(table);
        this.table = table;
        this.items = new EntryItems(sealing, chunks);
        this.snapshots = new Snapshots<>(table, chunks, sealing, fold);
        this.reader = new Reader<>(table, items, snapshots, fold, clock);
        this.expiry = new Expiry<>(table, reader, items, clock);
        this.markers = new OperationMarkers(table, clock);
        this.fold = fold;
        this.clock = clock;
    }

    /** The log as it stands now. Reading keeps an idle life alive; a life past its deadline is closed first. */
    public View<S> read(Budget budget, LogName log) {
        View<S> known = cache.get(log);
        View<S> read = known == null ? reader.cold(budget, log) : reader.warm(budget, log, known);
        View<S> settled = expiry.settle(budget, log, read);
        return cache.keep(log, expiry.renew(budget, log, settled));
    }

    /** Many logs: those whose newest entry this instance knew are asked for in one round trip. */
    public Map<LogName, View<S>> readAll(Budget budget, List<LogName> logs) {
        List<Key> next = new ArrayList<>();
        for (LogName log : logs) {
            View<S> known = cache.get(log);
            if (known != null) {
                next.add(log.entry(known.head() + 1));
            }
        }
        Map<Key, Item> newer = next.isEmpty() ? Map.of() : table.getAll(budget, next);
        Map<LogName, View<S>> views = new HashMap<>();
        for (LogName log : logs) {
            View<S> known = cache.get(log);
            boolean current = known != null && !newer.containsKey(log.entry(known.head() + 1));
            views.put(
                    log,
                    current
                            ? cache.keep(
                                    log,
                                    expiry.renew(
                                            budget,
                                            log,
                                            expiry.settle(
                                                    budget,
                                                    log,
                                                    Objects.requireNonNull(known)
                                                            .readAt(clock.instant()))))
                            : read(budget, log));
        }
        return views;
    }

    /** The entries from one seq to another, both taken, as far as they are kept. */
    public List<Entry> entries(Budget budget, LogName log, long from, long to) {
        return reader.between(budget, log, from, to).stream()
                .map(item -> items.entry(budget, log, item))
                .toList();
    }

    /**
     * Appends what {@code proposal} decides, exactly once for the call's operation.
     *
     * @throws Refusal the proposal's own; {@link Reason#OUTCOME_UNKNOWN} when entries since the base are no longer kept;
     *     {@link Reason#BASE_AHEAD}; {@link Reason#STORE_EXPIRED} or {@link Reason#STORE_EXISTS} when the operation would cross the end of the life it
     *     was meant for
     */
    public Appended<S> append(Call call, LogName log, Base base, Proposal<S> proposal) {
        try (var _ = cache.writing(log, call.budget())) {
            return appendInTurn(call, log, base, proposal);
        }
    }

    private Appended<S> appendInTurn(Call call, LogName log, Base base, Proposal<S> proposal) {
        Budget budget = call.budget();
        View<S> view = known(budget, log);
        boolean repeatable = call.operation().isKeyed();
        long since = switch (base) {
            case Base.At(long seq) -> seq;
            case Base.Head _ -> repeatable ? markers.pin(budget, log, call.operation(), view.head()) : view.head();
        };
        boolean based = base instanceof Base.At || repeatable;
        if (since > view.head()) {
            view = reader.warm(budget, log, view);
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (since > view.head()) {
                throw new Refusal(
                        Reason.BASE_AHEAD,
                        "The base is ahead of the log. Read it again.",
                        Map.of("current_seq", view.head()));
            }
            if (repeatable) {
                OptionalLong own =
                        Lookup.own(call.operation(), since, view, (from, to) -> reader.between(budget, log, from, to));
                if (own.isPresent()) {
                    Entry first = entries(budget, log, own.getAsLong(), own.getAsLong())
                            .getFirst();
                    return new Appended.Written<>(cache.keep(log, view), first, true);
                }
            }
            view = expiry.settle(budget, log, view);
            Proposal.Decision<S> decision = proposal.decide(view);
            if (!(decision instanceof Proposal.Decision.Append<S> append)) {
                return new Appended.Unchanged<>(cache.keep(log, view));
            }
            if (based) {
                Lookup.refuseCrossing(since, view);
            }
            Lookup.refuseMisplaced(append.kind(), view);
            Entry entry = entry(call, view, append);
            Stored stored = items.seal(budget, log, entry);
            Item item = EntryItems.item(log, entry, stored);
            WriteResult result = put(budget, log, item, stored);
            if (result instanceof WriteResult.Refused(int position, @Nullable Item standing)) {
                if (position > 0 || standing == null) {
                    view = reader.warm(budget, log, view);
                } else if (standing.text(EntryItems.OPERATION).equals(entry.operation())) {
                    result = new WriteResult.Applied();
                } else {
                    view = reader.warm(budget, log, reader.apply(budget, log, view, List.of(standing)));
                    Backoff.await(Math.min(attempt, 4), budget);
                }
            }
            if (result instanceof WriteResult.Applied) {
                View<S> after = view.after(entry, append.next(), item.size());
                after = Snapshots.due(after) ? snapshots.take(budget, log, after) : after;
                return new Appended.Written<>(cache.keep(log, after), entry, false);
            }
        }
        throw new Refusal(
                Reason.UNAVAILABLE,
                "Too many write to this at once. Send the same call again.",
                Map.of("retry_after", 1));
    }

    private WriteResult put(Budget budget, LogName log, Item item, Stored stored) {
        List<Write> writes = new ArrayList<>(List.of(Write.Put.ifAbsent(item)));
        writes.addAll(Chunks.completion(log, stored));
        return writes.size() == 1 ? table.write(budget, writes.getFirst()) : table.transact(budget, writes);
    }

    private View<S> known(Budget budget, LogName log) {
        View<S> known = cache.get(log);
        if (known == null) {
            return reader.cold(budget, log);
        }
        boolean old = known.readAt().plus(OLDEST_VIEW).isBefore(clock.instant());
        return old ? reader.warm(budget, log, known) : known;
    }

    private Entry entry(Call call, View<S> view, Proposal.Decision.Append<S> append) {
        long seq = view.head() + 1;
        S next = append.next();
        return new Entry(
                seq,
                append.kind(),
                append.kind() == Kind.OPEN ? seq : view.life(),
                call.operation().mark(),
                call.caller().subject(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                append.lifetime(),
                append.schemaVersion(),
                append.payload(),
                next == null ? new byte[0] : fold.digest(next));
    }
}
