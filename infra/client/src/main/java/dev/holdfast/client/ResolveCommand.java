package dev.holdfast.client;

import dev.holdfast.client.cache.ResolveCache;
import dev.holdfast.client.http.Problem;
import dev.holdfast.client.http.Verdict;
import dev.holdfast.client.input.Durations;
import dev.holdfast.client.input.Uuids;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds a project by its local UUID. */
@Command(
        name = "resolve",
        description = "Finds the project that this machine knows by a local UUID, from the cache while that is fresh.",
        sortOptions = false)
final class ResolveCommand implements Executable {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    private final Surroundings surroundings;

    @Parameters(paramLabel = "LOCAL_UUID", description = "The project's UUID on this machine")
    private String localUuid = "";

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            description = "How old an answer of the cache may be; 0 asks always (HOLDFAST_CACHE_TTL; default: 10m)")
    private @Nullable String ttl;

    ResolveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Report execute() {
        String project = Uuids.require("LOCAL_UUID", localUuid);
        Duration fresh =
                Durations.parse("--ttl", ttl == null ? surroundings.variable("HOLDFAST_CACHE_TTL", "10m") : ttl);
        try (Workplace workplace = Workplace.open(options, surroundings);
                Workplace.Remote remote = workplace.remote()) {
            String machine = workplace.machine();
            ResolveCache cache = workplace.cache();
            Optional<ResolveCache.Entry> kept = cache.fresh(remote.account(), project, machine, fresh);
            if (kept.isPresent()) {
                Report report = Asked.found(kept.get().answer(), "cache");
                report.document().put("fetched_at", Times.format(kept.get().fetchedAt()));
                return report;
            }
            long changes = cache.changes(remote.account(), project);
            Verdict verdict = remote.api().resolve(project, machine);
            switch (verdict) {
                case Verdict.Done(var answer) -> cache.keep(remote.account(), project, machine, answer, changes);
                case Verdict.Refused(Problem problem)
                when Asked.isUnknownProject(problem) -> cache.forget(remote.account(), project);
                case Verdict.Refused _, Verdict.NotAllowed _, Verdict.Later _ -> {}
            }
            return Asked.report(verdict);
        }
    }
}
