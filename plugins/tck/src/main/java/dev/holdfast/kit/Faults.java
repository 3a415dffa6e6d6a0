package dev.holdfast.kit;

import java.util.Optional;

/** Makes the back end of the provider under test misbehave. */
@FunctionalInterface
public interface Faults {

    /** A back end that cannot be made to misbehave: the checks that need it are skipped. */
    static Faults none() {
        return fault -> Optional.empty();
    }

    /** Starts a fault, which lasts until it is closed; empty where the back end cannot be made to. */
    Optional<Injected> inject(Fault fault);

    /** A fault that is on. */
    @FunctionalInterface
    interface Injected extends AutoCloseable {
        @Override
        void close();
    }
}
