package dev.holdfast.log;

import dev.holdfast.security.Call;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry that is to be put into the slot after a view's head, and the state it makes. */
record Draft<S>(Entry entry, @Nullable S next) {
    private static final byte[] NO_STATE = {};

    /** One for a decision to append, two for a restart. */
    static <S> List<Draft<S>> of(Call call, View<S> view, Proposal.Decision<S> decision, Fold<S> fold, Clock clock) {
        List<Proposal.Append<S>> appends = switch (decision) {
            case Proposal.Nothing<S> _ -> List.of();
            case Proposal.Append<S> append -> List.of(append);
            case Proposal.Restart<S>(var close, var open) -> List.of(close, open);
        };
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Draft<S>> drafts = new ArrayList<>();
        for (Proposal.Append<S> append : appends) {
            long seq = view.head() + 1 + drafts.size();
            S next = append.next();
            Entry entry = new Entry(
                    seq,
                    append.kind(),
                    append.kind() == Kind.OPEN ? seq : view.life().open(),
                    call.operation().mark(),
                    call.caller().subject(),
                    now,
                    append.kind() == Kind.CLOSE ? view.life().lifetime() : append.lifetime(),
                    append.schemaVersion(),
                    append.payload(),
                    next == null ? NO_STATE : fold.digest(next),
                    append.due());
            drafts.add(new Draft<>(entry, next));
        }
        return drafts;
    }
}
