package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class MutantsTest {

    /** Held, or the level would be forgotten with it. */
    private static final Logger SKIPPED = Logger.getLogger("dev.holdfast.kit");

    @BeforeAll
    static void be_silent_about_what_every_mutant_skips() {
        SKIPPED.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak_again() {
        SKIPPED.setLevel(null);
    }

    static Stream<Mutant> mutants() {
        return Stream.of(BrokenReads.all(), BrokenCommands.all(), BrokenFailures.all())
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_broken_provider_fails_just_the_checks_of_what_it_breaks(Mutant mutant) {
        assertEquals(new TreeSet<>(mutant.caught()), failed(mutant));
    }

    private static Set<String> failed(Mutant mutant) {
        LauncherDiscoveryRequest kit = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(BrokenBoard.class))
                .build();
        Failed failed = new Failed();
        BrokenBoard.mutant = mutant;
        LauncherFactory.create().execute(kit, failed);
        return failed.checks;
    }

    private static final class Failed implements TestExecutionListener {
        private final Set<String> checks = new ConcurrentSkipListSet<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                checks.add(test.getLegacyReportingName().replace("()", ""));
            }
        }
    }
}
