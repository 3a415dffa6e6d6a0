package dev.holdfast.context;

import dev.holdfast.json.Uuids;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.ListProjects;
import dev.holdfast.project.Listing;
import dev.holdfast.project.Project;
import dev.holdfast.project.ProjectFilter;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a project the one that a subject works on at a machine. Thread-safe. */
public final class SwitchProject {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 200;
    private static final int MOST_CANDIDATES = 20;

    private final Registry registry;
    private final ReadContext context;
    private final ActiveProjects active;

    public SwitchProject(Registry registry, ReadContext context, Table table, Clock clock) {
        this.registry = registry;
        this.context = context;
        this.active = new ActiveProjects(table, clock);
    }

    /**
     * @param named a cloud UUID, a local one, or a name whatever its case
     * @throws Refusal PROJECT_NOT_FOUND; PROJECT_AMBIGUOUS with {@code candidates}
     */
    public ProjectContext apply(Call call, String named, UUID machine) {
        Project project = find(call, named);
        active.set(call, machine, project.cloudUuid());
        return context.apply(call, project);
    }

    /** @throws Refusal NO_ACTIVE_PROJECT, also when the project has gone since */
    public ProjectContext active(Call call, UUID machine) {
        UUID project = active.get(call, machine);
        try {
            return context.apply(call, project);
        } catch (Refusal refused) {
            throw refused.reason() == Reason.PROJECT_NOT_FOUND ? ActiveProjects.none() : refused;
        }
    }

    private Project find(Call call, String named) {
        @Nullable UUID uuid = Uuids.parse(named).orElse(null);
        if (uuid != null) {
            try {
                return registry.resolve().byCloudUuid(call, uuid);
            } catch (Refusal refused) {
                if (refused.reason() != Reason.PROJECT_NOT_FOUND) {
                    throw refused;
                }
                return registry.resolve().byLocalUuid(call, uuid);
            }
        }
        List<Listing> found = named(call, named);
        if (found.size() > 1) {
            throw new Refusal(
                    Reason.PROJECT_AMBIGUOUS,
                    "Name one of the candidates by its cloud_uuid.",
                    Map.of(
                            "candidates",
                            found.stream().map(SwitchProject::candidate).toList()));
        }
        if (found.isEmpty()) {
            throw new Refusal(
                    Reason.PROJECT_NOT_FOUND,
                    "No registered project has this name. Name it by its UUID, or list the projects.");
        }
        return registry.resolve().byCloudUuid(call, found.getFirst().cloudUuid());
    }

    /** By the index of what was used last, which holds names: no second place that could say otherwise. */
    private List<Listing> named(Call call, String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        List<Listing> found = new ArrayList<>();
        @Nullable String cursor = null;
        for (int pages = 0; pages < MOST_PAGES && found.size() < MOST_CANDIDATES; pages++) {
            ListProjects.Listed page = registry.list().page(call, new ProjectFilter(null, null, null), PAGE, cursor);
            page.items().stream()
                    .filter(it ->
                            it.profile().name().strip().toLowerCase(Locale.ROOT).equals(wanted))
                    .forEach(found::add);
            cursor = page.nextCursor();
            if (cursor == null) {
                return found;
            }
        }
        if (found.size() > 1) {
            return found;
        }
        throw new Refusal(
                Reason.INVALID_INPUT, "There are too many projects to find one by its name. Name it by its UUID.");
    }

    private static Map<String, String> candidate(Listing listing) {
        return Map.of(
                "cloud_uuid",
                listing.cloudUuid().toString(),
                "local_project_uuid",
                listing.localUuid().toString(),
                "project_name",
                listing.profile().name());
    }
}
