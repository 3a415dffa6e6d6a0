package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eight writers on two instances over one store where a fifth of all requests fail, with memories lost and clocks set
 * forward at random; then what they were told is held against what stands.
 */
class LogHistoryTest {
    private static final List<String> NEEDED = List.of(
            "snapshots",
            "lives expired",
            "entries trimmed",
            "sweeps",
            "past reads",
            "restarts",
            "days",
            "repetitions found",
            "fault TRANSACTION_CONFLICT",
            "fault THROTTLED",
            "fault RESET_BEFORE_APPLY",
            "fault REPLY_LOST_AFTER_APPLY",
            "fault ERROR_AFTER_APPLY",
            "refusals OUTCOME_UNKNOWN",
            "request TransactWriteItems");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("holdfast.long") ? 5 : 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_told_holds(long seed) throws Exception {
        LogWorkload.Run run = LogWorkload.run(Scale.full(seed));
        Path report = Files.createDirectories(Path.of("target", "log-history")).resolve("seed-" + seed + ".txt");
        Files.write(report, List.of(run.counts().toString(), run.violations().toString()));
        assertEquals(List.of(), run.violations());
        for (String needed : NEEDED) {
            assertTrue(run.counts().getOrDefault(needed, 0L) > 2, () -> "too few " + needed + ": " + run.counts());
        }
    }
}
