package dev.holdfast.state;

import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Map;

/** Refusals because of what stands, or does not. */
final class Gone {
    private Gone() {}

    /** @throws Refusal {@link Reason#STORE_NOT_FOUND} or {@link Reason#STORE_EXPIRED} */
    static void requireOpen(View<StoreState> view) {
        if (!view.isOpen()) {
            throw view.head() == 0 ? notFound() : expired(view.head());
        }
    }

    static Refusal notFound() {
        return new Refusal(
                Reason.STORE_NOT_FOUND,
                "Check the name, or create the store by saving a document into it or configuring it.");
    }

    static Refusal expired(long head) {
        return new Refusal(
                Reason.STORE_EXPIRED,
                "It was deleted or has expired. Send If-None-Match: * to create it anew.",
                Map.of("current_seq", head));
    }

    static Refusal exists(long head) {
        return new Refusal(
                Reason.STORE_EXISTS, "Read the store and send the change with If-Match.", Map.of("current_seq", head));
    }

    static Refusal changed(long head) {
        return new Refusal(
                Reason.VERSION_CONFLICT,
                "Read the store again, look at what changed, and send the change with the new seq; or merge it.",
                Map.of("current_seq", head));
    }

    /** @throws Refusal {@link Reason#VERSION_CONFLICT} or {@link Reason#STORE_EXISTS} */
    static void requireUnchanged(Precondition precondition, View<StoreState> view) {
        switch (precondition) {
            case Precondition.At(long seq) -> {
                if (seq != view.head()) {
                    throw changed(view.head());
                }
            }
            case Precondition.Absent _ -> throw exists(view.head());
            case Precondition.Any _ -> {}
        }
    }
}
