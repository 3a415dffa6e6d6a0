package dev.holdfast.project;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes projects, each write with its links and its history in one conditional step. Thread-safe. */
final class ProjectStore {
    private final Table table;
    private final ProjectItems items;

    ProjectStore(Table table, Sealing sealing) {
        this.table = table;
        this.items = new ProjectItems(sealing);
    }

    /** What {@code item} says stands at its place. */
    Standing standing(@Nullable Item item) {
        return items.standing(item);
    }

    Standing find(Call call, UUID cloudUuid) {
        return items.standing(table.get(call.budget(), ProjectKeys.project(call.tenant(), cloudUuid))
                .orElse(null));
    }

    Optional<Project> project(Call call, UUID cloudUuid) {
        return find(call, cloudUuid) instanceof Standing.Taken(var _, Project project)
                ? Optional.of(project)
                : Optional.empty();
    }

    static Refusal notFound() {
        return new Refusal(
                Reason.PROJECT_NOT_FOUND, "Register the project first, or check the UUID and the token's tenant.");
    }

    static Refusal contended() {
        return new Refusal(
                Reason.UNAVAILABLE,
                "Others keep changing this project. Send the same call again.",
                Map.of("retry_after", 1));
    }

    static void refuseOtherVersion(Project project, @Nullable Long ifVersion) {
        if (ifVersion != null && ifVersion != project.version()) {
            throw new Refusal(
                    Reason.VERSION_CONFLICT,
                    "Read the project again, look at what changed, and send the change with the version you read.",
                    Map.of("current_version", project.version()));
        }
    }

    /**
     * Writes {@code after} where {@code before} was read.
     *
     * @return empty when it stands; else what stands there instead, which may be this very write, sent twice
     */
    Optional<Standing> save(Call call, Standing before, Project after, @Nullable RegistrationEvent event) {
        List<Write> writes = new ArrayList<>();
        writes.add(put(before, items.item(after)));
        moveLink(before.parent(), after.listing().parent(), after.listing(), writes);
        if (event != null) {
            writes.add(Write.Put.always(event.item(after)));
        }
        return apply(call, writes);
    }

    /**
     * Leaves {@code vacant} where a project was.
     *
     * @param caused what is written with it
     */
    Optional<Standing> vacate(Call call, Standing.Taken before, Standing.Vacant vacant, List<Write> caused) {
        Listing listing = before.project().listing();
        List<Write> writes = new ArrayList<>();
        writes.add(Write.Put.over(before.item(), ProjectItems.vacant(listing.tenant(), listing.cloudUuid(), vacant)));
        moveLink(listing.parent(), null, listing, writes);
        writes.addAll(caused);
        return apply(call, writes);
    }

    /**
     * Takes {@code written} back. Where no project was, a mark is left for children that came meanwhile; a project is
     * unlinked, because its parent may have gone meanwhile.
     *
     * @return false when it has been changed since
     */
    boolean undo(Call call, Standing before, Project written, @Nullable RegistrationEvent event) {
        Item standing = items.item(written);
        Listing listing = written.listing();
        Item restored = switch (before) {
            case Standing.Vacant vacant ->
                ProjectItems.vacant(
                        listing.tenant(),
                        listing.cloudUuid(),
                        new Standing.Vacant(
                                null,
                                written.version() + 1,
                                Incarnation.next(),
                                vacant.deletedBy(),
                                vacant.deleted(),
                                vacant.waitedFor()));
            case Standing.Taken(var _, Project project) -> items.item(project.restored(written));
        };
        List<Write> writes = new ArrayList<>();
        writes.add(Write.Put.over(standing, restored));
        moveLink(listing.parent(), before.parent(), listing, writes);
        if (event != null) {
            writes.add(new Write.Delete(ProjectKeys.registration(written, event.version()), Condition.none()));
        }
        return apply(call, writes).isEmpty();
    }

    private static Write put(Standing before, Item after) {
        Item replaced = switch (before) {
            case Standing.Vacant vacant -> vacant.item();
            case Standing.Taken taken -> taken.item();
        };
        return replaced == null ? Write.Put.ifAbsent(after) : Write.Put.over(replaced, after);
    }

    private static void moveLink(@Nullable UUID from, @Nullable UUID to, Listing child, List<Write> writes) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (from != null) {
            writes.add(new Write.Delete(ProjectKeys.child(child.tenant(), from, child.cloudUuid()), Condition.none()));
        }
        if (to != null) {
            writes.add(Write.Put.always(Item.at(ProjectKeys.child(child.tenant(), to, child.cloudUuid()))
                    .build()));
        }
    }

    private Optional<Standing> apply(Call call, List<Write> writes) {
        WriteResult result = writes.size() == 1
                ? table.write(call.budget(), writes.getFirst())
                : table.transact(call.budget(), writes);
        return switch (result) {
            case WriteResult.Applied _ -> Optional.empty();
            case WriteResult.Refused(var _, var standing) -> Optional.of(items.standing(standing));
        };
    }
}
