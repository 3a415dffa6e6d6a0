package dev.holdfast.sqlite;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What another process does with the same file. Its last line tells how it went. */
final class SecondProcess {
    private static final int MOST_ATTEMPTS = 10;

    private SecondProcess() {}

    static Process start(String work, Path directory, String worker) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsqlite.test.directory=" + directory,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                        SecondProcess.class.getName(),
                        work,
                        directory.toString(),
                        worker)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Its last line, once it has ended. */
    static String result(Process process) throws IOException, InterruptedException {
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("The other process failed: " + said);
            }
            return said.strip().lines().reduce("", (_, last) -> last);
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) {
        System.out.println(
                switch (args[0]) {
                    case "take" -> String.join(",", take(Path.of(args[1]), args[2]));
                    case "kit" -> kit();
                    default -> throw new IllegalArgumentException(args[0]);
                });
    }

    /** Takes every free task, one after the other; the ids of those it got. */
    static List<String> take(Path directory, String worker) {
        List<String> taken = new ArrayList<>();
        try (BoardProvider provider = Providers.of(directory, "Board")) {
            provider.connect();
            for (Task task : Page.all(cursor -> provider.tasks(TaskFilter.all().after(cursor)))) {
                if (got(provider, new BoardCommand.Assign(UUID.randomUUID(), task.id(), worker))) {
                    taken.add(task.id());
                }
            }
        }
        return taken;
    }

    /** False when the other process has it; sent again, as a host does, while that holds the file for long. */
    private static boolean got(BoardProvider provider, BoardCommand.Assign assign) {
        for (int attempt = 1; ; attempt++) {
            try {
                provider.apply(assign);
                return true;
            } catch (BoardFailure.Rejected _) {
                return false;
            } catch (BoardFailure.Unavailable busy) {
                if (attempt == MOST_ATTEMPTS) {
                    throw busy;
                }
            }
        }
    }

    /** How many checks of the kit ran and how many of them failed, on boards of their own in the shared file. */
    static String kit() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(SharedFileKit.class))
                                .build(),
                        summary);
        summary.getSummary()
                .getFailures()
                .forEach(failure -> System.err.println(
                        failure.getTestIdentifier().getLegacyReportingName() + ": " + failure.getException()));
        return summary.getSummary().getTestsSucceededCount() + " passed, "
                + summary.getSummary().getTestsFailedCount() + " failed";
    }
}
