package dev.holdfast.kit;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Task;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks who holds a task, and takes it once a second caller has looked too. */
final class Racing extends Delegate {

    private final CyclicBarrier looked = new CyclicBarrier(2);
    private final Thread alone = Thread.currentThread();

    Racing(BoardProvider sound) {
        super(sound);
    }

    @Override
    public CommandResult apply(BoardCommand command) {
        if (!(command instanceof BoardCommand.Assign assign)) {
            return next.apply(command);
        }
        Task before = next.task(assign.task());
        if (before.assignedTo() != null) {
            return next.apply(command);
        }
        awaitAnother();
        try {
            return next.apply(command);
        } catch (BoardFailure.Rejected _) {
            return new CommandResult.OfTask(
                    before.toBuilder().assignedTo(assign.worker()).build());
        }
    }

    /** Checks that race use threads of their own: on the one that made this, nobody else would come. */
    private void awaitAnother() {
        if (Thread.currentThread().equals(alone)) {
            return;
        }
        try {
            int _ = looked.await(5, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // Nobody else: there is no race to lose.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
