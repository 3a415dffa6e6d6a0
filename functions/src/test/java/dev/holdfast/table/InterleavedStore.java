package dev.holdfast.table;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** A table of which one call is held back until something else has been done: a race that always happens. */
public final class InterleavedStore {
    private final Table table;
    private final Runnable between;
    private int callsBefore;
    private boolean interrupted;

    /**
     * Two who meet.
     *
     * @param table its name
     * @param between what the second does, all of it, while the first waits
     * @param work what the first does with its table
     * @param holds checked when both have ended
     */
    public record Round(String table, Runnable between, Consumer<Table> work, Runnable holds) {}

    private InterleavedStore(String name, int callsBefore, Runnable between) {
        this.callsBefore = callsBefore;
        this.between = between;
        this.table = TestStore.watched(name, _ -> count());
    }

    /**
     * Has a new round for every call that the work makes, interrupted before just this one.
     *
     * @return how many calls those were
     */
    public static int atEveryCall(Supplier<Round> rounds) {
        for (int call = 0; ; call++) {
            Round round = rounds.get();
            InterleavedStore store = new InterleavedStore(round.table(), call, round.between());
            try {
                round.work().accept(store.table);
                if (!store.interrupted) {
                    return call;
                }
                round.holds().run();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("before call " + call + ": " + broken.getMessage(), broken);
            }
        }
    }

    /** Calls in parallel wait with the one that is held back. */
    private synchronized void count() {
        if (callsBefore-- == 0) {
            interrupted = true;
            between.run();
        }
    }
}
