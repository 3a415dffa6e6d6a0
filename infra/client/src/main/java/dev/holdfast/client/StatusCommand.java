package dev.holdfast.client;

import dev.holdfast.client.input.Uuids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks for the registration status of a project. */
@Command(
        name = "status",
        description = "Tells whether a project is registered, pending or archived.",
        sortOptions = false)
final class StatusCommand implements Executable {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    private final Surroundings surroundings;

    @Parameters(paramLabel = "CLOUD_UUID", description = "The project's cloud UUID, which register and resolve tell")
    private String cloudUuid = "";

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Report execute() {
        String project = Uuids.require("CLOUD_UUID", cloudUuid);
        try (Workplace workplace = Workplace.open(options, surroundings);
                Workplace.Remote remote = workplace.remote()) {
            return Asked.report(remote.api().status(project));
        }
    }
}
