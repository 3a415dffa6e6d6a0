package dev.holdfast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is needed, and the history shows it: with one of them switched off, what was told does not hold. */
class LogRulesTest {
    private static final int MOST_SEEDS = 8;

    @TempDir
    private Path directory;

    static Stream<Mutant> mutants() {
        return Stream.of(
                Mutant.of(
                        "rule 1: a view of any age decides a slot",
                        "View.java",
                        "return readAt.plus(OLDEST).isBefore(now);",
                        "return false;"),
                Mutant.of(
                        "rule 1: a free slot after a view of any age makes it the newest",
                        "Log.java",
                        "newest != null && !newest.isOld(clock.instant())",
                        "newest != null"),
                Mutant.of(
                        "rule 1: a view that this call did not read refuses",
                        "Appending.java",
                        "                    if (fresh) {\n                        throw refused;",
                        "                    if (view.head() >= 0) {\n                        throw refused;"),
                Mutant.of(
                        "rule 2: nobody looks for his own operation",
                        "Appending.java",
                        "repeatable ? own(since) : OptionalLong.empty();",
                        "OptionalLong.empty();"),
                Mutant.of(
                        "rule 2: an operation may leave the life of its base",
                        "Lookup.java",
                        "boolean crosses = bound && since < view.life().open();",
                        "boolean crosses = false;"),
                new Mutant(
                        "rule 4: what is no longer kept counts as not applied",
                        "Lookup.java",
                        Map.of(
                                "} else if (seq != expected) {",
                                "} else if (seq < 0) {",
                                "if (own.isEmpty() && expected != to + 1) {",
                                "if (seq(own) < 0) {",
                                "    private static Refusal lifeEnded(",
                                "    private static long seq(OptionalLong own) {\n        return own.orElse(0);\n    }\n\n"
                                        + "    private static Refusal lifeEnded(")),
                Mutant.of(
                        "rule 5: a life is closed without a mark",
                        "Expiry.java",
                        "if (isMarked(view) || mark(budget, log, view)) {",
                        "if (view.isOpen()) {"),
                Mutant.of(
                        "rule 5: a renewal does not heed the mark",
                        "Expiry.java",
                        "Condition.atMost(Control.CLOSING, alive.head()).and(older.or(raises))",
                        "older.or(raises)"),
                Mutant.of(
                        "rule 7: a snapshot is written before its entry is known to stand",
                        "Appending.java",
                        "            WriteResult result =",
                        """
                                    View<S> hoped = view;
                                    for (int i = 0; i < drafts.size(); i++) {
                                        Draft<S> draft = drafts.get(i);
                                        hoped = hoped.after(draft.entry(), draft.next(), EntryItems.weight(put.get(i)));
                                    }
                                    snapshots.takeIfDue(budget, log, hoped);
                                    WriteResult result =\
                        """));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void without_this_rule_the_history_breaks(Mutant mutant) throws Exception {
        StringBuilder report = new StringBuilder();
        try (MutatedEngine engine = MutatedEngine.of(mutant, directory)) {
            for (long seed = 1; seed <= MOST_SEEDS; seed++) {
                long begun = System.nanoTime();
                List<?> violations = engine.violations(seed);
                report.append("%s; seed %d; %d ms: %s%n"
                        .formatted(mutant, seed, (System.nanoTime() - begun) / 1_000_000, violations));
                if (!violations.isEmpty()) {
                    return;
                }
            }
        } finally {
            write(mutant, report);
        }
        fail("nobody noticed");
    }

    @Test
    void with_every_rule_the_same_runs_show_nothing() throws Exception {
        try (MutatedEngine engine = MutatedEngine.of(Mutant.none(), directory)) {
            for (long seed = 1; seed <= 2; seed++) {
                assertEquals(List.of(), engine.violations(seed));
            }
        }
    }

    private static void write(Mutant mutant, StringBuilder report) throws java.io.IOException {
        Path reports = Files.createDirectories(Path.of("target", "log-history"));
        Files.writeString(reports.resolve(mutant.name().replaceAll("\\W+", "-") + ".txt"), report);
    }
}
