package dev.holdfast.client.spool;

import java.time.Instant;

/** Where a call that was just given stands. */
public sealed interface Settlement {
    Item item();

    /** It was sent by this process. */
    record Sent(Delivered delivered) implements Settlement {
        @Override
        public Item item() {
            return delivered.item();
        }
    }

    /**
     * It was not tried and waits.
     *
     * @param due when it, or what has to go before it, may be sent
     */
    record Held(Item item, String because, Instant due) implements Settlement {}

    /** Another process sent it meanwhile, and it was done. */
    record DoneElsewhere(Item item) implements Settlement {}

    /** Another process sent it meanwhile, and it is dead now. */
    record DeadElsewhere(Item item) implements Settlement {}
}
