package dev.holdfast.lambda;

import dev.holdfast.table.Budget;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** One line for every call: what it was, how it ended and what it cost. No ids, tokens or state. */
final class AccessLog {
    private static final System.Logger LOG = System.getLogger("dev.holdfast.access");

    private AccessLog() {}

    /**
     * @param what the route's template or the function's name
     * @param outcome the HTTP status, or the error code
     */
    static void log(String requestId, String what, String outcome, long startNanos, Budget budget) {
        if (!LOG.isLoggable(Level.INFO)) {
            return;
        }
        Budget.Consumption used = budget.consumed();
        LOG.log(
                Level.INFO,
                String.format(
                        Locale.ROOT,
                        "{\"request_id\":\"%s\",\"call\":\"%s\",\"outcome\":\"%s\",\"ms\":%d,\"store_calls\":%d,"
                                + "\"read_units\":%.1f,\"write_units\":%.1f}",
                        requestId,
                        what,
                        outcome,
                        (System.nanoTime() - startNanos) / 1_000_000,
                        used.calls(),
                        used.readUnits(),
                        used.writeUnits()));
    }
}
