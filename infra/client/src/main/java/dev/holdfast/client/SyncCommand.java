package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.input.ProjectsFile;
import dev.holdfast.client.input.Registration;
import dev.holdfast.client.input.Text;
import dev.holdfast.client.spool.Settlement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers any number of projects. */
@Command(
        name = "sync",
        description = "Registers the projects of a file: {\"projects\": [registration, ...]}. What fails for a passing "
                + "cause is kept and sent later.",
        sortOptions = false)
final class SyncCommand implements Executable {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "The file (default: the standard input)")
    private Path file = Path.of("-");

    @Option(names = "--progress", description = "Tell the progress on the standard error; on a terminal it always is")
    private boolean progress;

    SyncCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Report execute() {
        try (Workplace workplace = Workplace.open(options, surroundings);
                Workplace.Remote remote = workplace.remote()) {
            List<ProjectsFile.Entry> entries =
                    ProjectsFile.read(Inputs.read(file, surroundings), Inputs.name(file), workplace.machine());
            List<Registration> registrations = entries.stream()
                    .filter(ProjectsFile.Entry.Valid.class::isInstance)
                    .map(entry -> ((ProjectsFile.Entry.Valid) entry).registration())
                    .toList();
            try (Progress told = new Progress(surroundings, progress)) {
                List<Settlement> settlements = remote.sending()
                        .sync(registrations)
                        .run(gone -> told.tell("sync: " + gone + " of " + registrations.size()));
                return report(entries, settlements);
            }
        }
    }

    private static Report report(List<ProjectsFile.Entry> entries, List<Settlement> settlements) {
        Iterator<Settlement> next = settlements.iterator();
        Tally tally = new Tally();
        ArrayNode results = Json.object().putArray("results");
        List<String> lines = new ArrayList<>();
        Set<String> causes = new HashSet<>();
        for (ProjectsFile.Entry entry : entries) {
            Outcome outcome = switch (entry) {
                case ProjectsFile.Entry.Valid _ -> Outcome.of(next.next());
                case ProjectsFile.Entry.Invalid(String localUuid, String detail) -> unreadable(localUuid, detail);
            };
            tally.add(outcome);
            results.add(outcome.document());
            if (outcome.exit() != ExitCode.OK && causes.add(cause(outcome))) {
                lines.add(outcome.line());
            }
        }
        lines.add(entries.size() + " projects: " + tally.text());
        ObjectNode document = Json.object().put("result", tally.result());
        document.set("counts", tally.document());
        document.set("results", results);
        return new Report(tally.exit(), document, lines);
    }

    /** Offline, hundreds would say the same; a refusal is shown for every project. */
    private static String cause(Outcome outcome) {
        return outcome.exit() == ExitCode.REFUSED
                ? outcome.line()
                : outcome.document().path("detail").asText();
    }

    private static Outcome unreadable(@Nullable String localUuid, String detail) {
        ObjectNode document = Json.object()
                .put("result", "refused")
                .put("local_project_uuid", localUuid)
                .put("detail", detail);
        return new Outcome(
                ExitCode.REFUSED, document, "refused: " + Text.printable(String.valueOf(localUuid)) + ": " + detail);
    }
}
