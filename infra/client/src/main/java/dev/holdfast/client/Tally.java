package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of many calls. */
final class Tally {
    private final Map<ExitCode, Integer> counts = new EnumMap<>(ExitCode.class);

    void add(Outcome outcome) {
        counts.merge(outcome.exit(), 1, Integer::sum);
    }

    /** The worst of them: what needs a person goes before what needs time only. */
    ExitCode exit() {
        if (count(ExitCode.NOT_ALLOWED) > 0) {
            return ExitCode.NOT_ALLOWED;
        }
        if (count(ExitCode.REFUSED) > 0) {
            return ExitCode.REFUSED;
        }
        return count(ExitCode.LATER) > 0 ? ExitCode.LATER : ExitCode.OK;
    }

    String result() {
        return exit() == ExitCode.OK ? "done" : "partly";
    }

    ObjectNode document() {
        return Json.object()
                .put("done", count(ExitCode.OK))
                .put("refused", count(ExitCode.REFUSED))
                .put("spooled", count(ExitCode.LATER))
                .put("unauthorized", count(ExitCode.NOT_ALLOWED));
    }

    String text() {
        return "%d done, %d refused, %d kept for later, %d kept for want of a token that does"
                .formatted(
                        count(ExitCode.OK),
                        count(ExitCode.REFUSED),
                        count(ExitCode.LATER),
                        count(ExitCode.NOT_ALLOWED));
    }

    private int count(ExitCode exit) {
        return counts.getOrDefault(exit, 0);
    }
}
