package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Secret;
import java.util.Optional;

/** How the account is known to the server. Thread-safe. */
sealed interface Access permits Access.ByKey, Login {

    /** @throws BoardFailure.Unauthorized when none is given */
    Proof proof(Deadline deadline);

    /** Another proof in place of one that was refused, or none. */
    Optional<Proof> instead(Proof refused, Deadline deadline);

    /** Ends what was begun for the account. Never throws. */
    void leave();

    /** An API key has no session. */
    record ByKey(Secret key) implements Access {
        @Override
        public Proof proof(Deadline deadline) {
            return new Proof.Key(key);
        }

        @Override
        public Optional<Proof> instead(Proof refused, Deadline deadline) {
            return Optional.empty();
        }

        @Override
        public void leave() {}
    }
}
