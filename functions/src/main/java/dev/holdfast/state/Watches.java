package dev.holdfast.state;

import dev.holdfast.log.Proposal;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Which triggers watch a store. Thread-safe. */
public final class Watches {
    private final StoreLogs stores;

    Watches(StoreLogs stores) {
        this.stores = stores;
    }

    /**
     * From the next change on, the trigger fires. Harmless to repeat.
     *
     * @throws Refusal STORE_NOT_FOUND, STORE_EXPIRED, TOO_MANY_TRIGGERS
     */
    public void add(Call call, UUID project, StoreName store, Watch watch) {
        change(call, project, store, watches -> {
            if (watches.contains(watch)) {
                return watches;
            }
            if (watches.size() >= Watch.MOST) {
                throw new Refusal(
                        Reason.TOO_MANY_TRIGGERS,
                        "Delete a trigger of this store that is not needed any more.",
                        Map.of("limit", Watch.MOST));
            }
            return Stream.concat(watches.stream(), Stream.of(watch)).toList();
        });
    }

    /** The trigger fires no more; nothing happens where no such store stands. */
    public void remove(Call call, UUID project, StoreName store, String trigger) {
        try {
            change(
                    call,
                    project,
                    store,
                    watches -> watches.stream()
                            .filter(watch -> !watch.trigger().equals(trigger))
                            .toList());
        } catch (Refusal refused) {
            if (refused.reason() != Reason.STORE_NOT_FOUND && refused.reason() != Reason.STORE_EXPIRED) {
                throw refused;
            }
        }
    }

    private interface Edit {
        List<Watch> apply(List<Watch> watches);
    }

    private void change(Call call, UUID project, StoreName store, Edit edit) {
        stores.within(
                call,
                project,
                store,
                ref -> stores.append(call, ref, new Precondition.Any(), view -> {
                    Gone.requireOpen(view);
                    StoreState state = view.openState();
                    List<Watch> edited = edit.apply(state.watches());
                    return edited.equals(state.watches()) ? new Proposal.Nothing<>() : Entries.watch(state, edited);
                }));
    }
}
