package dev.holdfast.state;

import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Kind;
import dev.holdfast.log.LogName;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings followers up to date: a message for each revision they miss, or a snapshot where patches would not lead from
 * what they have to what stands: across lives and schema versions, or when there are more of them than they are worth.
 */
public final class Follow {
    /** Longer tails are told as a snapshot. */
    private static final int MOST_PATCHES = 100;

    /** Of entries in one page; the first may have more. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** Lambda carries 6 MB, and base64 adds a third. */
    private static final long MOST_ANSWER_BYTES = 3L << 20;

    /** Their documents are in memory side by side. */
    private static final int READ_AT_ONCE = 25;

    private final StoreLogs stores;
    private final Versions versions;

    Follow(StoreLogs stores, Versions versions) {
        this.stores = stores;
        this.versions = versions;
    }

    /**
     * @param seqs of every store that stands
     * @param gone why others have none
     * @param later stores that did not fit into the answer: to be asked for again
     */
    public record Greeting(
            List<Message> messages, Map<StoreName, Long> seqs, Map<StoreName, Reason> gone, List<StoreName> later) {}

    /**
     * @param more whether later ones follow
     */
    public record Changes(List<Message> messages, boolean more) {}

    /** @param known the seq that the caller has of each store; 0 for nothing */
    public Greeting hello(Call call, UUID project, Map<StoreName, Long> known) {
        return stores.owners().within(call, project, incarnation -> {
            Greeting greeting = greet(call, project, incarnation, known);
            String current =
                    greeting.gone().isEmpty() ? incarnation : stores.owners().current(call, project);
            return current.equals(incarnation) ? greeting : greet(call, project, current, known);
        });
    }

    private Greeting greet(Call call, UUID project, String incarnation, Map<StoreName, Long> known) {
        Greeting greeting =
                new Greeting(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        List<StoreRef> refs = known.keySet().stream()
                .map(store -> new StoreRef(call.tenant(), project, incarnation, store))
                .toList();
        long bytes = 0;
        for (int from = 0; from < refs.size(); from += READ_AT_ONCE) {
            List<StoreRef> some = refs.subList(from, Math.min(refs.size(), from + READ_AT_ONCE));
            if (bytes > MOST_ANSWER_BYTES) {
                some.forEach(ref -> greeting.later().add(ref.store()));
            } else {
                bytes = greet(call, some, known, greeting, bytes);
            }
        }
        return greeting;
    }

    /** @return how many bytes the answer has now */
    private long greet(
            Call call, List<StoreRef> refs, Map<StoreName, Long> known, Greeting greeting, long bytesBefore) {
        Map<LogName, View<StoreState>> views = stores.log()
                .readAll(call.budget(), refs.stream().map(StoreRef::log).toList());
        List<StoreRef> standing =
                refs.stream().filter(ref -> view(views, ref).isOpen()).toList();
        List<List<Message>> missed = Parallel.map(
                standing, ref -> missing(call, ref, view(views, ref), known.getOrDefault(ref.store(), 0L)));
        for (StoreRef ref : refs) {
            View<StoreState> view = view(views, ref);
            if (!view.isOpen()) {
                greeting.gone().put(ref.store(), view.head() == 0 ? Reason.STORE_NOT_FOUND : Reason.STORE_EXPIRED);
            }
        }
        long bytes = bytesBefore;
        for (int i = 0; i < standing.size(); i++) {
            StoreRef ref = standing.get(i);
            long more = missed.get(i).stream().mapToLong(Follow::bytes).sum();
            if (bytes > 0 && more > 0 && bytes + more > MOST_ANSWER_BYTES) {
                greeting.later().add(ref.store());
                continue;
            }
            bytes += more;
            greeting.messages().addAll(missed.get(i));
            greeting.seqs().put(ref.store(), view(views, ref).head());
        }
        return bytes;
    }

    private static long bytes(Message message) {
        return StrictJson.length(
                switch (message) {
                    case Message.Snapshot snapshot -> snapshot.document().data();
                    case Message.Patched patched -> patched.patch().toJson();
                });
    }

    private static View<StoreState> view(Map<LogName, View<StoreState>> views, StoreRef ref) {
        return Objects.requireNonNull(views.get(ref.log()));
    }

    private List<Message> missing(Call call, StoreRef ref, View<StoreState> view, long since) {
        if (since == view.head()) {
            return List.of();
        }
        if (since < view.life().open() || since > view.head() || view.head() - since > MOST_PATCHES) {
            return List.of(snapshot(ref, view));
        }
        List<Entry> kept = stores.log().entries(call.budget(), ref.log(), since, view.head());
        return patches(ref, kept, since, view.head())
                .filter(patches -> patches.getLast().seq() == view.head())
                .orElseGet(() -> List.of(snapshot(ref, view)));
    }

    /**
     * The patches after {@code since}, at most {@code limit}, fewer if they are large; across a life or a schema
     * version a snapshot.
     *
     * @param since 1 or more, or 0 for a snapshot
     * @throws Refusal HISTORY_GONE, BASE_AHEAD, STORE_NOT_FOUND, STORE_EXPIRED
     */
    public Changes changes(Call call, UUID project, StoreName store, long since, int limit) {
        return stores.within(call, project, store, ref -> {
            View<StoreState> view = stores.read(call, ref);
            if (since > view.head()) {
                throw new Refusal(
                        Reason.BASE_AHEAD,
                        "The store has not come that far. Read it again.",
                        Map.of("current_seq", view.head()));
            }
            if (since == view.head()) {
                return new Changes(List.of(), false);
            }
            if (since < view.life().open()) {
                return new Changes(List.of(snapshot(ref, view)), false);
            }
            long to = Math.min(view.head(), since + limit);
            List<Entry> kept = stores.log().entries(call.budget(), ref.log(), since, to);
            long missed = kept.stream().filter(entry -> entry.seq() > since).count();
            if (missed < to - since) {
                throw Load.gone(since);
            }
            return patches(ref, kept, since, to)
                    .map(patches -> new Changes(patches, patches.getLast().seq() < view.head()))
                    .orElseGet(() -> new Changes(List.of(snapshot(ref, view)), false));
        });
    }

    /**
     * As many as fit into a page; empty when patches do not lead there.
     *
     * @param kept what stands of the entries from {@code since} to {@code to}
     */
    private static Optional<List<Message>> patches(StoreRef ref, List<Entry> kept, long since, long to) {
        if (kept.size() != to - since + 1 || reconfigures(kept.getFirst())) {
            return Optional.empty();
        }
        List<Message> messages = new ArrayList<>();
        String version = kept.getFirst().schemaVersion();
        int bytes = 0;
        for (Entry entry : kept.subList(1, kept.size())) {
            bytes += entry.payload().length;
            if (bytes > MOST_BYTES && !messages.isEmpty()) {
                break;
            }
            if (!Objects.equals(version, entry.schemaVersion()) || reconfigures(entry)) {
                return Optional.empty();
            }
            Change change = entry.kind() == Kind.CHANGE ? Change.read(entry.payload()) : null;
            messages.add(new Message.Patched(
                    ref.store(),
                    entry.seq(),
                    change == null ? Patches.NONE : change.asPatch(),
                    change == null ? null : change.metadata(),
                    entry.at(),
                    entry.author()));
        }
        return Optional.of(messages);
    }

    /** Whether the document reads, from then on, in another version than it is stored in. */
    private static boolean reconfigures(Entry entry) {
        return entry.kind() == Kind.CONFIGURE
                && !Configuration.read(entry.payload())
                        .config()
                        .version()
                        .toString()
                        .equals(entry.schemaVersion());
    }

    private Message snapshot(StoreRef ref, View<StoreState> view) {
        StoreState state = view.openState();
        return new Message.Snapshot(ref.store(), view.head(), versions.current(state.document(), state.config()));
    }
}
