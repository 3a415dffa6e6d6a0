package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Appends by one put into the slot after the head, again and again until the slot was free or the operation is found done. */
final class Appending<S> {
    private static final int MOST_ATTEMPTS = 64;
    private static final int MOST_DOUBLINGS = 4;

    private final Table table;
    private final EntryItems items;
    private final EntryReader entries;
    private final Reader<S> reader;
    private final Expiry<S> expiry;
    private final Snapshots<S> snapshots;
    private final Sweep<S> sweep;
    private final OperationMarkers markers;
    private final Fold<S> fold;
    private final Clock clock;

    Appending(
            Table table,
            EntryItems items,
            EntryReader entries,
            Reader<S> reader,
            Expiry<S> expiry,
            Snapshots<S> snapshots,
            Sweep<S> sweep,
            Fold<S> fold,
            Clock clock) {
        this.table = table;
        this.items = items;
        this.entries = entries;
        this.reader = reader;
        this.expiry = expiry;
        this.snapshots = snapshots;
        this.sweep = sweep;
        this.markers = new OperationMarkers(table, clock);
        this.fold = fold;
        this.clock = clock;
    }

    /** @param known this instance's newest view; null when it has none */
    Appended<S> append(Call call, LogName log, Base base, Proposal<S> proposal, @Nullable View<S> known) {
        return new Attempt(call, log, proposal).run(base, known);
    }

    static Refusal baseAhead(long head) {
        return new Refusal(
                Reason.BASE_AHEAD, "The base is ahead of the log. Read it again.", Map.of("current_seq", head));
    }

    /** One call's way to its entry. */
    private final class Attempt {
        private final Call call;
        private final Budget budget;
        private final LogName log;
        private final Proposal<S> proposal;
        private final List<StoredPayload> stored = new ArrayList<>();
        private View<S> view = View.empty(Control.NONE, clock.instant());
        /** Whether the view was read in this call: only then may it refuse, or prove that nothing needs to be done. */
        private boolean fresh;

        private Attempt(Call call, LogName log, Proposal<S> proposal) {
            this.call = call;
            this.budget = call.budget();
            this.log = log;
            this.proposal = proposal;
        }

        private Appended<S> run(Base base, @Nullable View<S> known) {
            fresh = known == null;
            view = known == null ? reader.cold(budget, log) : known;
            boolean repeatable = call.operation().isKeyed();
            boolean pinned = base instanceof Base.Head && repeatable;
            if (!fresh && (pinned || view.isOld(clock.instant()))) {
                refresh();
            }
            long since = switch (base) {
                case Base.At(long seq) -> seq;
                case Base.Head _ -> pinned ? markers.pin(budget, log, call.operation(), view.head()) : view.head();
            };
            if (pinned && since > view.head()) {
                // The same operation runs elsewhere, and had read further.
                refresh();
            }
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                OptionalLong own = repeatable ? own(since) : OptionalLong.empty();
                if (own.isPresent()) {
                    return repeated(own.getAsLong());
                }
                View<S> settled = expiry.settle(budget, log, view);
                if (settled.head() != view.head()) {
                    view = settled;
                    fresh = true;
                    continue;
                }
                view = settled;
                Proposal.Decision<S> decision;
                try {
                    decision = decide(since, repeatable || base instanceof Base.At);
                } catch (Refusal refused) {
                    if (fresh) {
                        throw refused;
                    }
                    refresh();
                    continue;
                }
                List<Draft<S>> drafts = Draft.of(call, view, decision, fold, clock);
                if (drafts.isEmpty()) {
                    if (fresh) {
                        return new Appended.Unchanged<>(view);
                    }
                    refresh();
                } else if (put(drafts, attempt)) {
                    return new Appended.Written<>(view, drafts.getLast().entry(), false, drafts.size() > 1);
                }
            }
            throw new Refusal(
                    Reason.UNAVAILABLE,
                    "Too many write to this at once. Send the same call again.",
                    Map.of("retry_after", 1));
        }

        private void refresh() {
            view = reader.warm(budget, log, view);
            fresh = true;
        }

        private OptionalLong own(long since) {
            return Lookup.own(call.operation(), since, view, (from, to) -> entries.range(budget, log, from, to));
        }

        private Appended<S> repeated(long seq) {
            List<Item> own = entries.range(budget, log, seq - 1, seq);
            if (own.isEmpty() || EntryItems.seq(own.getLast()) != seq) {
                throw Lookup.outcomeUnknown(view.head());
            }
            Entry entry = entries.open(budget, log, List.of(own.getLast()))
                    .orElseThrow(() -> Lookup.outcomeUnknown(view.head()))
                    .getFirst();
            boolean restarted =
                    own.size() > 1 && entry.operation().equals(own.getFirst().text(EntryItems.OPERATION));
            return new Appended.Written<>(view, entry, true, restarted);
        }

        private Proposal.Decision<S> decide(long since, boolean bound) {
            if (since > view.head()) {
                throw baseAhead(view.head());
            }
            Proposal.Decision<S> decision = proposal.decide(view);
            switch (decision) {
                case Proposal.Nothing<S> _ -> {}
                case Proposal.Append<S> append -> Lookup.refuseMisplaced(append.kind(), since, bound, view);
                case Proposal.Restart<S> _ -> Lookup.refuseMisplaced(Kind.CONFIGURE, since, bound, view);
            }
            return decision;
        }

        /** Whether the drafts stand; if not, the view has been read anew. */
        private boolean put(List<Draft<S>> drafts, int attempt) {
            sweep.arm(budget, log, drafts);
            List<Item> put = new ArrayList<>();
            List<Write> writes = new ArrayList<>();
            List<StoredPayload> payloads = new ArrayList<>();
            for (Draft<S> draft : drafts) {
                StoredPayload payload = store(draft.entry().payload());
                Item item = items.item(log, draft.entry(), payload);
                payloads.add(payload);
                put.add(item);
                writes.add(Write.Put.ifAbsent(item));
            }
            for (StoredPayload payload : payloads) {
                if (payload.chunks() != null) {
                    writes.add(Chunks.completion(log, payload.chunks()));
                }
            }
            WriteResult result =
                    writes.size() == 1 ? table.write(budget, writes.getFirst()) : table.transact(budget, writes);
            if (result instanceof WriteResult.Refused(int position, @Nullable Item standing)
                    && !isOwn(position, standing, put)) {
                behind(position, standing, attempt);
                return false;
            }
            for (int i = 0; i < drafts.size(); i++) {
                Draft<S> draft = drafts.get(i);
                view = view.after(draft.entry(), draft.next(), EntryItems.weight(put.get(i)));
            }
            rememberStart(drafts.getLast().entry(), payloads.getLast());
            return true;
        }

        private StoredPayload store(byte[] payload) {
            return stored.stream().filter(p -> p.holds(payload)).findFirst().orElseGet(() -> {
                StoredPayload written = items.store(budget, log, payload);
                stored.add(written);
                return written;
            });
        }

        /**
         * Whether the refused put is what stands, sent twice. A keyed operation may run elsewhere at the same time, and
         * decide otherwise by its clock: what that wrote is looked up, and is the answer.
         */
        private boolean isOwn(int position, @Nullable Item standing, List<Item> put) {
            return position == 0
                    && standing != null
                    && (call.operation().isKeyed()
                            ? standing.equals(put.getFirst())
                            : standing.text(EntryItems.OPERATION)
                                    .equals(call.operation().mark()));
        }

        /** Another entry is in the slot: catches up with it and what followed. */
        private void behind(int position, @Nullable Item standing, int attempt) {
            if (position > 0 || standing == null) {
                // Chunks were not finished in time, and the sweep has taken them: they are written again.
                stored.clear();
            } else {
                view = reader.apply(budget, log, view, List.of(standing));
                Backoff.await(Math.min(attempt, MOST_DOUBLINGS), budget);
            }
            refresh();
        }

        /** What makes later reads fast. The entry stands already: a failure here must not look like one of the append. */
        private void rememberStart(Entry newest, StoredPayload payload) {
            try {
                boolean farFromFirst = newest.kind() == Kind.OPEN && (newest.seq() > 1 || payload.chunks() != null);
                view = farFromFirst
                        ? snapshots.point(budget, log, view, true, payload.chunks())
                        : snapshots.takeIfDue(budget, log, view);
            } catch (Refusal outage) {
                if (!outage.reason().passing()) {
                    throw outage;
                }
            }
        }
    }
}
