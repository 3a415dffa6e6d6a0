package dev.holdfast.kit;

import dev.holdfast.spi.BoardProvider;
import java.util.function.Supplier;

/** One of several connections to a board, over a line that shows faults. */
final class Connection extends Delegate {

    private final FaultSwitch faults;
    private volatile boolean closed;

    Connection(BoardProvider board, FaultSwitch faults) {
        super(board);
        this.faults = faults;
    }

    @Override
    <T> T call(Supplier<T> action) {
        if (closed) {
            throw new IllegalStateException("The connection is closed");
        }
        return faults.call(action);
    }

    @Override
    public void close() {
        closed = true;
    }
}
