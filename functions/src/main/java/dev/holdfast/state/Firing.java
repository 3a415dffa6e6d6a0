package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Patch;
import dev.holdfast.log.Kind;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Marks a change that fires a trigger as due: the entry is its own outbox, so the change cannot stand without it. */
final class Firing {
    private final Clock clock;

    Firing(Clock clock) {
        this.clock = clock;
    }

    Proposal.Decision<StoreState> marked(View<StoreState> head, Proposal.Decision<StoreState> decision) {
        if (!(decision instanceof Proposal.Append<StoreState> append)
                || append.kind() != Kind.CHANGE
                || head.openState().watches().isEmpty()
                || append.next() == null) {
            return decision;
        }
        StoreState before = head.openState();
        JsonNode after = append.next().document().data();
        return fires(before.watches(), append.payload(), before.document().data(), after)
                ? due(append, clock.instant())
                : decision;
    }

    private static boolean fires(List<Watch> watches, byte[] change, JsonNode before, JsonNode after) {
        Patch patch = Change.read(change).asPatch();
        return watches.stream().anyMatch(watch -> watch.path().fires(patch, before, after));
    }

    private static Proposal.Append<StoreState> due(Proposal.Append<StoreState> append, Instant now) {
        return new Proposal.Append<>(
                append.kind(), append.lifetime(), append.schemaVersion(), append.payload(), append.next(), now);
    }
}
