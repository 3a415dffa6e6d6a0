package dev.holdfast.state;

import dev.holdfast.activity.Triggers;
import dev.holdfast.log.Appended;
import dev.holdfast.log.Base;
import dev.holdfast.log.Kind;
import dev.holdfast.log.Log;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The logs of a tenant's stores, found by project and name. Thread-safe. */
final class StoreLogs {
    private static final byte[] DELETED = "deleted".getBytes(StandardCharsets.UTF_8);

    private final Log<StoreState> log;
    private final Owners owners;
    private final Listing listing;
    private final Triggers triggers;
    private final Firing firing;
    private final Wake wake;

    StoreLogs(Log<StoreState> log, Owners owners, Listing listing, Triggers triggers, Firing firing, Wake wake) {
        this.log = log;
        this.owners = owners;
        this.listing = listing;
        this.triggers = triggers;
        this.firing = firing;
        this.wake = wake;
    }

    Log<StoreState> log() {
        return log;
    }

    Owners owners() {
        return owners;
    }

    <T> T within(Call call, UUID project, StoreName store, Function<StoreRef, T> work) {
        return owners.within(
                call, project, incarnation -> work.apply(new StoreRef(call.tenant(), project, incarnation, store)));
    }

    /** @throws dev.holdfast.problem.Refusal when the store does not stand */
    View<StoreState> read(Call call, StoreRef ref) {
        View<StoreState> view = log.read(call.budget(), ref.log());
        Gone.requireOpen(view);
        return view;
    }

    Appended<StoreState> append(Call call, StoreRef ref, Precondition precondition, Proposal<StoreState> proposal) {
        Appended<StoreState> appended =
                log.append(call, ref.log(), precondition.base(), view -> firing.marked(view, proposal.decide(view)));
        if (appended instanceof Appended.Written<StoreState> written
                && written.entry().due() != null) {
            wake.now();
        }
        return appended;
    }

    /**
     * As {@link #append}, where {@code proposal} may open the store: it is listed first, and closed again if the
     * project has gone meanwhile.
     */
    Appended<StoreState> appendOrOpen(
            Call call, StoreRef ref, Precondition precondition, Proposal<StoreState> proposal) {
        Appended<StoreState> appended = append(call, ref, precondition, view -> {
            Proposal.Decision<StoreState> decision = proposal.decide(view);
            return view.isOpen() ? decision : new Proposal.Nothing<>();
        });
        if (appended instanceof Appended.Unchanged<StoreState>(var view) && !view.isOpen()) {
            listing.add(call, ref);
            // A store that never was has no triggers: they are created on open ones.
            List<Watch> watches = view.head() == 0 ? List.of() : watches(call, ref);
            return opened(call, ref, append(call, ref, precondition, head -> watched(proposal.decide(head), watches)));
        }
        boolean openedBefore =
                appended instanceof Appended.Written<StoreState>(var _, var entry, boolean repeated, var _)
                        && repeated
                        && entry.kind() == Kind.OPEN;
        return openedBefore ? opened(call, ref, appended) : appended;
    }

    private List<Watch> watches(Call call, StoreRef ref) {
        return triggers.list(call.budget(), ref.owner()).stream()
                .flatMap(trigger -> Optional.ofNullable(trigger.path()).stream()
                        .filter(path -> path.store().equals(ref.store().text()))
                        .map(path -> new Watch(trigger.id(), path)))
                .limit(Watch.MOST)
                .toList();
    }

    private static Proposal.Decision<StoreState> watched(Proposal.Decision<StoreState> decision, List<Watch> watches) {
        return decision instanceof Proposal.Append<StoreState> open
                        && open.kind() == Kind.OPEN
                        && open.next() != null
                        && !watches.isEmpty()
                ? Entries.open(open.next().with(watches))
                : decision;
    }

    /** Sees to it that an open store is listed, and of a project that stands. */
    private Appended<StoreState> opened(Call call, StoreRef ref, Appended<StoreState> appended) {
        if (appended.view().isOpen()) {
            listing.ensure(call, ref);
        }
        try {
            if (owners.current(call, ref.project()).equals(ref.incarnation())) {
                return appended;
            }
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.PROJECT_NOT_FOUND) {
                close(call, ref);
            }
            throw refusal;
        }
        close(call, ref);
        throw Gone.notFound();
    }

    /** Closes the store whatever its state, for a project that is gone. */
    void close(Call call, StoreRef ref) {
        log.append(
                call.with(Operation.unkeyed()),
                ref.log(),
                Base.head(),
                view -> view.isOpen() ? closed(view) : new Proposal.Nothing<>());
    }

    static Proposal.Append<StoreState> closed(View<StoreState> view) {
        String version = view.openState().document().version().toString();
        return new Proposal.Append<>(Kind.CLOSE, null, version, DELETED, null, null);
    }
}
