package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.holdfast.json.Incoming;
import dev.holdfast.json.Merge;
import dev.holdfast.json.MergePatch;
import dev.holdfast.json.MergeRules;
import dev.holdfast.json.Patch;
import dev.holdfast.log.Appended;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Merges what others made of earlier states into the newest one: three-way, structural, all or nothing. */
public final class MergeStates {
    private final StoreLogs stores;
    private final Versions versions;

    MergeStates(StoreLogs stores, Versions versions) {
        this.stores = stores;
        this.versions = versions;
    }

    /**
     * What someone made of the state after {@code base}.
     *
     * @param time when; null for now, which is later than any other
     */
    public record Input(long base, Made made, @Nullable Instant time) {}

    /** How it is told. */
    public sealed interface Made {
        record State(JsonNode data) implements Made {}

        record Operations(Patch patch) implements Made {}

        record Merging(MergePatch patch) implements Made {}
    }

    /**
     * @param rules null for those the store is configured with
     * @param dryRun to see what would become of it
     */
    public record Request(List<Input> inputs, @Nullable MergeRules rules, boolean dryRun) {}

    /**
     * @param written how it was stored; for a dry run, what stands
     * @param merged the data after it; undecided places have the current value
     */
    public record Outcome(Written written, Merge.Merged merged, boolean dryRun) {}

    /**
     * @throws Refusal HISTORY_GONE for a base that is no longer kept, BASE_AHEAD, MERGE_CONFLICT with
     *     {@code conflicts}, and as {@link Save}
     */
    public Outcome apply(Call call, UUID project, StoreName store, Request request) {
        return stores.within(call, project, store, ref -> merge(call, ref, request));
    }

    private Outcome merge(Call call, StoreRef ref, Request request) {
        Attempt attempt = new Attempt(call, ref, request);
        if (request.dryRun()) {
            View<StoreState> newest = stores.read(call, ref);
            attempt.at(newest);
            var unchanged = new Appended.Unchanged<>(newest);
            return new Outcome(Written.of(ref.store(), new Precondition.Any(), unchanged), attempt.merged, true);
        }
        OptionalLong earliest = request.inputs().stream().mapToLong(Input::base).min();
        Precondition since = earliest.isPresent() ? new Precondition.At(earliest.getAsLong()) : new Precondition.Any();
        Appended<StoreState> appended = stores.append(call, ref, since, attempt::decide);
        if (appended instanceof Appended.Written<StoreState>(var _, var entry, boolean repeated, var _) && repeated) {
            attempt.again(entry, appended.view());
        }
        return new Outcome(Written.of(ref.store(), since, appended), attempt.merged, false);
    }

    /** One merge against whatever head it meets; keeps what came of the last. */
    private final class Attempt {
        private final Call call;
        private final StoreRef ref;
        private final Request request;
        private final Map<Long, Document> bases = new HashMap<>();
        private Merge.Merged merged = new Merge.Merged(NullNode.instance, List.of());

        private Attempt(Call call, StoreRef ref, Request request) {
            this.call = call;
            this.ref = ref;
            this.request = request;
        }

        private Document at(View<StoreState> view) {
            StoreState state = view.openState();
            Document current = versions.current(state.document(), state.config());
            List<Incoming> incoming = new ArrayList<>();
            for (Input input : request.inputs()) {
                incoming.add(incoming(input, base(input.base(), view), state.config()));
            }
            MergeRules rules = request.rules() == null ? state.config().rules() : request.rules();
            merged = Merge.merge(current.data(), view.newest(), incoming, rules);
            return current.with(merged.state());
        }

        /** What came of it the first time; without the conflicts, where what was merged is no longer kept. */
        private void again(Entry entry, View<StoreState> newest) {
            try {
                Document _ = at(stores.log().at(call.budget(), ref.log(), entry.seq() - 1, newest));
            } catch (Refusal gone) {
                if (gone.reason() != Reason.HISTORY_GONE) {
                    throw gone;
                }
                StoreState after = stores.log()
                        .at(call.budget(), ref.log(), entry.seq(), newest)
                        .openState();
                merged = new Merge.Merged(
                        versions.current(after.document(), after.config()).data(), List.of());
            }
        }

        private Document base(long seq, View<StoreState> view) {
            if (seq < view.life().open()) {
                throw Load.gone(seq);
            }
            return bases.computeIfAbsent(seq, _ -> {
                StoreState state =
                        stores.log().at(call.budget(), ref.log(), seq, view).openState();
                return versions.current(state.document(), state.config());
            });
        }

        private Incoming incoming(Input input, Document base, StoreConfig config) {
            JsonNode made = switch (input.made()) {
                case Made.State(JsonNode data) -> data;
                case Made.Operations(Patch patch) -> patch.apply(base.data());
                case Made.Merging(MergePatch patch) -> patch.apply(base.data());
            };
            return new Incoming(
                    versions.migrated(base, config).data(),
                    versions.migrated(base.with(made), config).data(),
                    input.time() == null ? Instant.MAX : input.time());
        }

        private Proposal.Decision<StoreState> decide(View<StoreState> view) {
            Gone.requireOpen(view);
            Document wanted = at(view);
            if (merged.failed()) {
                throw new Refusal(
                        Reason.MERGE_CONFLICT,
                        "Decide the conflicts whose winner is none, or set a policy for their paths. Nothing was written.",
                        Map.of("current_seq", view.head(), "conflicts", ConflictJson.write(merged.conflicts())));
            }
            StoreState state = view.openState();
            Document checked = versions.checked(wanted, state.config());
            Document current = versions.current(state.document(), state.config());
            return checked.sameAs(current) ? new Proposal.Nothing<>() : Entries.change(view, checked);
        }
    }
}
