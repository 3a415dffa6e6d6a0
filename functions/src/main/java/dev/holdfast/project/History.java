package dev.holdfast.project;

import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Operation;
import dev.holdfast.table.Item;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The history of a project's registrations, newest first. Its creation is read off the project itself. */
public final class History {
    private static final int PAGE = 100;

    private final Table table;
    private final ProjectStore store;
    private final Cursors cursors;

    History(Table table, ProjectStore store, Cursors cursors) {
        this.table = table;
        this.store = store;
        this.cursors = cursors;
    }

    /** @param nextCursor null on the last page */
    public record Events(
            List<RegistrationEvent> items, @Nullable String nextCursor) {}

    /**
     * @param limit 1 to 100
     * @throws Refusal {@link dev.holdfast.problem.Reason#PROJECT_NOT_FOUND}
     */
    public Events page(Call call, UUID cloudUuid, int limit, @Nullable String cursor) {
        Project project = store.project(call, cloudUuid).orElseThrow(ProjectStore::notFound);
        String list = "registrations\n" + cloudUuid + "." + project.incarnation();
        Query.@Nullable Position after = cursor == null
                ? null
                : new Query.Position(
                        ProjectKeys.registration(project, Long.parseLong(cursors.open(call, list, cursor))), null);
        Page page = table.query(
                call.budget(),
                Query.partition(ProjectKeys.registrations(project), limit)
                        .newestFirst()
                        .after(after));
        List<RegistrationEvent> events = new ArrayList<>();
        page.items().forEach(item -> events.add(RegistrationEvent.of(item)));
        if (page.next() == null && events.size() < limit) {
            events.add(RegistrationEvent.created(project));
            return new Events(events, null);
        }
        Item last = page.items().getLast();
        return new Events(events, cursors.seal(call, list, last.key().sk()));
    }

    /**
     * Events of one project, newest first.
     *
     * @param more whether older ones may follow
     */
    public record Recent(List<RegistrationEvent> events, boolean more) {}

    /** The newest events below a version of the project, in one call. */
    public Recent recent(Call call, Project project, long before, int limit) {
        if (before <= 0) {
            return new Recent(List.of(), false);
        }
        Query.Position after = new Query.Position(ProjectKeys.registration(project, before), null);
        Page page = table.query(
                call.budget(),
                Query.partition(ProjectKeys.registrations(project), limit)
                        .newestFirst()
                        .after(after));
        List<RegistrationEvent> events = new ArrayList<>();
        page.items().forEach(item -> events.add(RegistrationEvent.of(item)));
        if (page.next() == null) {
            events.add(RegistrationEvent.created(project));
        }
        return new Recent(events, page.next() != null);
    }

    /** Whether {@code operation} wrote one of the project's last hundred events. */
    boolean tellsOf(Call call, Project project, Operation operation) {
        return table
                .query(
                        call.budget(),
                        Query.partition(ProjectKeys.registrations(project), PAGE)
                                .newestFirst())
                .items()
                .stream()
                .anyMatch(event -> operation.wrote(event.text(RegistrationEvent.OPERATION)));
    }
}
