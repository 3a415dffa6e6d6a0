package dev.holdfast.kit;

import dev.holdfast.spi.BoardProvider;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Run by {@link MutantsTest} alone. */
class BrokenBoard extends ProviderKit {

    static volatile @Nullable Mutant mutant;

    private final ReferenceBoard board = new ReferenceBoard();
    private final FaultSwitch faults = new FaultSwitch();

    @Override
    public BoardProvider provider() {
        return Objects.requireNonNull(mutant).breaks().apply(new Connection(board, faults), faults);
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(provider());
    }

    @Override
    public Faults faults() {
        return faults;
    }
}
