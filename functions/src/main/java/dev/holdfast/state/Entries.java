package dev.holdfast.state;

import dev.holdfast.log.Kind;
import dev.holdfast.log.Lifetime;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is proposed to the log of a store. */
final class Entries {
    private Entries() {}

    static Proposal.Append<StoreState> open(StoreState state) {
        return Proposal.Append.open(
                state.config().lifetime(), state.document().version().toString(), Whole.write(state), state);
    }

    /** From what is stored to {@code wanted}; nothing if that is the same. */
    static Proposal.Decision<StoreState> change(View<StoreState> view, Document wanted) {
        StoreState state = view.openState();
        return wanted.sameAs(state.document())
                ? new Proposal.Nothing<>()
                : change(state, Change.between(state.document(), wanted), wanted);
    }

    static Proposal.Append<StoreState> change(StoreState state, Change change, Document wanted) {
        return Proposal.Append.change(
                wanted.version().toString(), change.bytes(), state.with(wanted).importedAt(change.imported()));
    }

    /** @param lifetime null when that stays */
    static Proposal.Append<StoreState> configure(
            StoreState state, StoreConfig config, @Nullable Lifetime lifetime, long imported) {
        return new Proposal.Append<>(
                Kind.CONFIGURE,
                lifetime,
                state.document().version().toString(),
                new Configuration(config, imported, null).bytes(),
                state.with(config).importedAt(imported),
                null);
    }

    static Proposal.Append<StoreState> watch(StoreState state, List<Watch> watches) {
        return new Proposal.Append<>(
                Kind.CONFIGURE,
                null,
                state.document().version().toString(),
                new Configuration(state.config(), 0, watches).bytes(),
                state.with(watches),
                null);
    }
}
