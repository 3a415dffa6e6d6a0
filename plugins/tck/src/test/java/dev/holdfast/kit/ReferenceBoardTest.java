package dev.holdfast.kit;

import dev.holdfast.spi.BoardProvider;
import java.util.Optional;

class ReferenceBoardTest extends ProviderKit {

    private final ReferenceBoard board = new ReferenceBoard();
    private final FaultSwitch faults = new FaultSwitch();

    @Override
    public BoardProvider provider() {
        return new Connection(board, faults);
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(new Connection(board, faults));
    }

    @Override
    public Faults faults() {
        return faults;
    }
}
