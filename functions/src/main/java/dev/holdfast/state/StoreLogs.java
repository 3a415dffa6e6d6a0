package dev.holdfast.state;

import dev.holdfast.log.Appended;
import dev.holdfast.log.Base;
import dev.holdfast.log.Kind;
import dev.holdfast.log.Log;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.security.Call;
import dev.holdfast.security.Operation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;

/** The logs of a tenant's stores, found by project and name. Thread-safe. */
final class StoreLogs {
    private static final byte[] DELETED = "deleted".getBytes(StandardCharsets.UTF_8);

    private final Log<StoreState> log;
    private final Owners owners;
    private final Listing listing;

    StoreLogs(Log<StoreState> log, Owners owners, Listing listing) {
        this.log = log;
        this.owners = owners;
        this.listing = listing;
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
        return log.append(call, ref.log(), precondition.base(), proposal);
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
            return opened(call, ref, append(call, ref, precondition, proposal));
        }
        boolean openedBefore =
                appended instanceof Appended.Written<StoreState>(var _, var entry, boolean repeated, var _)
                        && repeated
                        && entry.kind() == Kind.OPEN;
        return openedBefore ? opened(call, ref, appended) : appended;
    }

    /** Sees to it that an open store is listed, and of a project that stands. */
    private Appended<StoreState> opened(Call call, StoreRef ref, Appended<StoreState> appended) {
        if (appended.view().isOpen()) {
            listing.ensure(call, ref);
        }
        if (!owners.current(call, ref.project()).equals(ref.incarnation())) {
            close(call, ref);
            throw Gone.notFound();
        }
        return appended;
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
