package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Commutation;
import dev.holdfast.json.Diff;
import dev.holdfast.json.MergePatch;
import dev.holdfast.json.Patch;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Kind;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies a patch, all or nothing. One that was made from an earlier state is applied to the newest one when what came
 * between provably commutes with it; else the refusal carries a snapshot to start again from.
 */
public final class ApplyPatch {
    /** Beyond so many changes since its base a patch is refused without looking. */
    private static final int MOST_BETWEEN = 256;

    private final StoreLogs stores;
    private final Versions versions;

    ApplyPatch(StoreLogs stores, Versions versions) {
        this.stores = stores;
        this.versions = versions;
    }

    /** A change of the data. */
    public sealed interface Input {
        /** RFC 6902. */
        record Operations(Patch patch) implements Input {}

        /** RFC 7396. */
        record Merging(MergePatch patch) implements Input {}
    }

    /**
     * @throws Refusal PATCH_FAILED, DOCUMENT_TOO_LARGE, VERSION_CONFLICT with {@code current_seq} and
     *     {@code snapshot}, STORE_NOT_FOUND, STORE_EXPIRED, STORE_EXISTS, SCHEMA_VIOLATION, SCHEMA_VERSION_NEWER,
     *     MIGRATION_FAILED, and the log's own
     */
    public Written apply(Call call, UUID project, StoreName store, Input input, Precondition precondition) {
        return stores.within(
                call,
                project,
                store,
                ref -> Written.of(
                        store,
                        precondition,
                        stores.append(call, ref, precondition, view -> decide(call, ref, view, input, precondition))));
    }

    private Proposal.Decision<StoreState> decide(
            Call call, StoreRef ref, View<StoreState> view, Input input, Precondition precondition) {
        Gone.requireOpen(view);
        if (precondition instanceof Precondition.Absent) {
            throw Gone.exists(view.head());
        }
        StoreState state = view.openState();
        Document current = versions.current(state.document(), state.config());
        Patch patch = precondition instanceof Precondition.At(long base) && base < view.head()
                ? rebased(call, ref, view, input, base)
                : onto(current.data(), input);
        JsonNode data = patch.apply(current.data());
        Document wanted = versions.checked(current.with(data), state.config());
        if (wanted.sameAs(current)) {
            return new Proposal.Nothing<>();
        }
        boolean migrates = !current.version().equals(state.document().version());
        Change change = migrates ? Change.between(state.document(), wanted) : Change.of(patch);
        return Entries.change(state, change, wanted);
    }

    private static Patch onto(JsonNode data, Input input) {
        return switch (input) {
            case Input.Operations(Patch patch) -> patch;
            case Input.Merging(MergePatch patch) -> Diff.apart(data, patch.apply(data));
        };
    }

    private Patch rebased(Call call, StoreRef ref, View<StoreState> view, Input input, long base) {
        Patch patch = input instanceof Input.Operations(Patch operations)
                ? operations
                : madeFrom(call, ref, view, input, base);
        return between(call, ref, view, base)
                .filter(patches -> Commutation.proven(patch, patches))
                .map(_ -> patch)
                .orElseThrow(() -> conflict(ref, view));
    }

    private Patch madeFrom(Call call, StoreRef ref, View<StoreState> view, Input input, long base) {
        if (base < view.life().open()) {
            throw conflict(ref, view);
        }
        StoreState from = stores.log().at(call.budget(), ref.log(), base, view).openState();
        return onto(versions.current(from.document(), from.config()).data(), input);
    }

    /** The patches since the base; empty when there is more between than patches. */
    private Optional<List<Patch>> between(Call call, StoreRef ref, View<StoreState> view, long base) {
        if (base < view.life().open() || view.head() - base > MOST_BETWEEN) {
            return Optional.empty();
        }
        String version = view.openState().config().version().toString();
        List<Entry> kept = stores.log().entries(call.budget(), ref.log(), base, view.head());
        List<Entry> since = kept.stream().filter(entry -> entry.seq() > base).toList();
        // A document that was stored under another version was read otherwise than the patches after it have it.
        if (since.size() < view.head() - base
                || !kept.stream().allMatch(entry -> version.equals(entry.schemaVersion()))
                || (kept.size() == since.size() && !version.equals(versionAt(call, ref, view, base)))) {
            return Optional.empty();
        }
        List<Patch> patches = new ArrayList<>();
        for (Entry entry : since) {
            Change change = entry.kind() == Kind.CHANGE ? Change.read(entry.payload()) : null;
            if (change == null || change.data() != null) {
                return Optional.empty();
            }
            patches.add(change.asPatch());
        }
        return patches.isEmpty() ? Optional.empty() : Optional.of(patches);
    }

    /** Of the document itself, which outlives its entry in a snapshot; null when that is gone too. */
    private @Nullable String versionAt(Call call, StoreRef ref, View<StoreState> view, long base) {
        return stores.log()
                .find(call.budget(), ref.log(), base, view)
                .map(at -> at.openState().document().version().toString())
                .orElse(null);
    }

    private Refusal conflict(StoreRef ref, View<StoreState> view) {
        StoreState state = view.openState();
        Document current = versions.current(state.document(), state.config());
        return new Refusal(
                Reason.VERSION_CONFLICT,
                "Others changed what this patch touches. Start again from the snapshot.",
                Map.of(
                        "current_seq",
                        view.head(),
                        "snapshot",
                        MessageJson.write(new Message.Snapshot(ref.store(), view.head(), current))));
    }
}
