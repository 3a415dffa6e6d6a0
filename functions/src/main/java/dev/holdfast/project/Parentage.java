package dev.holdfast.project;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Links children and parents that register in any order. Thread-safe.
 *
 * <p>A child writes itself with its link, then marks the place of its parent as awaited – unless the parent stands
 * there, which the same conditional write tells. A parent that registers over such a mark keeps it until it has linked
 * every child. One of the two writes at the parent's place comes first, so one side always sees the other; and whoever
 * reads a pending child looks for its parent again.
 */
final class Parentage {
    private static final int TIE_BREAKS = 6;
    private static final int PAGE = 100;

    private final Table table;
    private final ProjectStore store;
    private final Clock clock;

    Parentage(Table table, ProjectStore store, Clock clock) {
        this.table = table;
        this.store = store;
        this.clock = clock;
    }

    /** What a write can be taken back to when the parent turns out to be a descendant. */
    record Undo(Standing before, @Nullable RegistrationEvent event) {}

    /**
     * Brings a project's links in order after it was written or found: looks for its parent, links the children that
     * wait for it, and leaves no mark at a former parent's place.
     *
     * @param undo null when nothing was written
     * @return the project as it stands then
     */
    Project settle(Call call, Project project, @Nullable Undo undo) {
        Project linked = project.listing().awaitsParent() ? lookForParent(call, project, undo) : project;
        if (undo != null
                && undo.before() instanceof Standing.Taken(var _, Project before)
                && before.listing().awaitsParent()
                && !Objects.equals(before.listing().parent(), project.listing().parent())) {
            release(call, Objects.requireNonNull(before.listing().parent()));
        }
        return linked.awaited() ? adopt(call, linked) : linked;
    }

    /** As {@link #settle}, for one who only reads: no mark is left at a parent that is not there. */
    Project heal(Call call, Project project) {
        UUID parent = project.listing().parent();
        if (parent == null || project.listing().linked()) {
            return project;
        }
        return store.project(call, parent).isPresent() ? settle(call, project, null) : project;
    }

    /**
     * Looks for a circle again once the child is written: of projects that become each other's parents at the same
     * moment, the last writer sees the whole circle. The largest id takes its write back; the others wait for that, and
     * take back their own if the circle stays.
     */
    private Project lookForParent(Call call, Project child, @Nullable Undo undo) {
        UUID parentUuid = Objects.requireNonNull(child.listing().parent());
        Write mark = Write.Change.of(ProjectKeys.project(call.tenant(), parentUuid))
                .flag(ProjectItems.AWAITED)
                .remove(TableSchema.TTL)
                .onlyIf(Condition.lacks(ProjectItems.INCARNATION));
        for (int attempt = 0; ; attempt++) {
            if (!(table.write(call.budget(), mark) instanceof WriteResult.Refused(var _, var standing))
                    || !(ProjectItems.standing(standing) instanceof Standing.Taken(var _, Project parent))) {
                return child;
            }
            switch (walk(call, child.cloudUuid(), parent)) {
                case Ancestry.Sound _ -> {
                    return link(call, child);
                }
                case Ancestry.TooDeep _ -> {
                    takeBack(call, child, undo);
                    throw Ancestry.tooDeep();
                }
                case Ancestry.Circle(List<UUID> members) -> {
                    if (attempt == TIE_BREAKS || isLargest(child.cloudUuid(), members)) {
                        takeBack(call, child, undo);
                        throw Ancestry.cycle();
                    }
                }
            }
            Backoff.await(attempt, call.budget());
        }
    }

    private static boolean isLargest(UUID own, List<UUID> others) {
        return others.stream().allMatch(other -> other.toString().compareTo(own.toString()) < 0);
    }

    private Project link(Call call, Project child) {
        UUID parent = Objects.requireNonNull(child.listing().parent());
        return link(call, child.cloudUuid(), parent)
                ? child.linked()
                : store.project(call, child.cloudUuid()).orElse(child);
    }

    private boolean link(Call call, UUID child, UUID parent) {
        Write link = Write.Change.of(ProjectKeys.project(call.tenant(), child))
                .flag(ProjectItems.LINKED)
                .onlyIf(isChildOf(parent).and(Condition.lacks(ProjectItems.LINKED)));
        return table.write(call.budget(), link) instanceof WriteResult.Applied;
    }

    private static Condition isChildOf(UUID parent) {
        return Condition.has(ProjectItems.INCARNATION).and(Condition.equal(ProjectItems.PARENT, parent.toString()));
    }

    /** Links every child that waits, then drops the mark that some may wait. */
    private Project adopt(Call call, Project parent) {
        Parallel.map(children(call, parent.cloudUuid()), child -> link(call, child, parent.cloudUuid()));
        Write done = Write.Change.of(ProjectKeys.project(call.tenant(), parent.cloudUuid()))
                .remove(ProjectItems.AWAITED)
                .onlyIf(Condition.equal(ProjectItems.INCARNATION, parent.incarnation()));
        return table.write(call.budget(), done) instanceof WriteResult.Applied
                ? parent.adopted()
                : store.project(call, parent.cloudUuid()).orElse(parent);
    }

    /** The cloud UUIDs of all that name this project as their parent, strongly consistent. */
    List<UUID> children(Call call, UUID parent) {
        List<UUID> children = new ArrayList<>();
        Query.@Nullable Position after = null;
        do {
            Page page = table.query(
                    call.budget(),
                    Query.partition(ProjectKeys.children(call.tenant(), parent), PAGE)
                            .after(after));
            page.items().forEach(link -> children.add(UUID.fromString(link.key().sk())));
            after = page.next();
        } while (after != null);
        return children;
    }

    /** After a parent is gone: its children wait for it again. */
    void orphan(Call call, UUID parent, List<UUID> children) {
        Parallel.map(
                children,
                child -> table.write(
                        call.budget(),
                        Write.Change.of(ProjectKeys.project(call.tenant(), child))
                                .remove(ProjectItems.LINKED)
                                .onlyIf(isChildOf(parent).and(Condition.has(ProjectItems.LINKED)))));
    }

    /**
     * Removes the mark at a place where no project is, once no child names it. The version read before the children
     * guards it: a child that marks the place meanwhile counts it up.
     */
    void release(Call call, UUID place) {
        if (!(store.find(call, place) instanceof Standing.Vacant vacant)
                || !vacant.awaited()
                || !children(call, place).isEmpty()) {
            return;
        }
        Key key = ProjectKeys.project(call.tenant(), place);
        Condition unchanged = Condition.equal(TableSchema.VERSION, vacant.version());
        Write release = vacant.deletedBy() == null
                ? new Write.Delete(key, unchanged)
                : Write.Change.of(key)
                        .remove(ProjectItems.AWAITED)
                        .number(
                                TableSchema.TTL,
                                clock.instant().plus(Deletion.REMEMBERED).getEpochSecond())
                        .onlyIf(unchanged);
        table.write(call.budget(), release);
    }

    /**
     * Refuses, before anything is written, a parent that is missing, that is the project itself or that descends from
     * it. Where nothing stood, no child can have named the project yet, and nothing is read.
     */
    void refuseUnfit(Call call, Standing standing, Listing after) {
        UUID parent = after.parent();
        if (parent == null) {
            if (after.profile().type() == ProjectType.SUBMODULE) {
                throw new Refusal(
                        Reason.PARENT_REQUIRED,
                        "Give parent_project_uuid, the cloud or local UUID of the project this one is a part of.");
            }
            return;
        }
        if (parent.equals(after.cloudUuid())) {
            throw Ancestry.cycle();
        }
        boolean nothingThere = standing instanceof Standing.Vacant vacant && vacant.item() == null;
        boolean sameParent = standing instanceof Standing.Taken(var _, Project before)
                && parent.equals(before.listing().parent());
        if (nothingThere || sameParent) {
            return;
        }
        Optional<Project> found = store.project(call, parent);
        if (found.isPresent()) {
            switch (walk(call, after.cloudUuid(), found.get())) {
                case Ancestry.Sound _ -> {}
                case Ancestry.Circle _ -> throw Ancestry.cycle();
                case Ancestry.TooDeep _ -> throw Ancestry.tooDeep();
            }
        }
    }

    private void takeBack(Call call, Project child, @Nullable Undo undo) {
        if (undo != null) {
            store.undo(call, undo.before(), child, undo.event());
        }
    }

    private Ancestry walk(Call call, UUID from, Project parent) {
        List<UUID> met = new ArrayList<>();
        Project ancestor = parent;
        while (met.size() < Ancestry.MOST_GENERATIONS) {
            met.add(ancestor.cloudUuid());
            UUID next = ancestor.listing().parent();
            if (next == null || met.contains(next)) {
                return new Ancestry.Sound();
            }
            if (next.equals(from)) {
                return new Ancestry.Circle(met);
            }
            Optional<Project> above = store.project(call, next);
            if (above.isEmpty()) {
                return new Ancestry.Sound();
            }
            ancestor = above.get();
        }
        return new Ancestry.TooDeep();
    }
}
