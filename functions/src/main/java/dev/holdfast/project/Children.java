package dev.holdfast.project;

import dev.holdfast.security.Call;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The side of the parent: the marks at places that children await, and the children's links. Thread-safe. */
final class Children {
    private static final int PAGE = 100;

    private final Table table;
    private final ProjectStore store;
    private final Clock clock;

    Children(Table table, ProjectStore store, Clock clock) {
        this.table = table;
        this.store = store;
        this.clock = clock;
    }

    /** Marks the place as awaited, unless a project stands there, which is returned. */
    Optional<Project> await(Call call, UUID place) {
        Write mark = Write.Change.of(ProjectKeys.project(call.tenant(), place))
                .text(ProjectItems.AWAITED, Incarnation.next())
                .remove(TableSchema.TTL)
                .onlyIf(Condition.lacks(ProjectItems.INCARNATION));
        return table.write(call.budget(), mark) instanceof WriteResult.Refused(var _, var standing)
                        && store.standing(standing) instanceof Standing.Taken(var _, Project project)
                ? Optional.of(project)
                : Optional.empty();
    }

    /** Links every child that waits, then drops the mark that some may wait. */
    Project adopt(Call call, Project parent) {
        List<UUID> children = of(call, parent.cloudUuid());
        Parallel.map(children, child -> table.write(call.budget(), link(call, child, parent.cloudUuid())));
        Write done = Write.Change.of(ProjectKeys.project(call.tenant(), parent.cloudUuid()))
                .remove(ProjectItems.AWAITED)
                .onlyIf(Condition.equal(ProjectItems.INCARNATION, parent.incarnation()));
        if (table.write(call.budget(), done) instanceof WriteResult.Applied) {
            return parent.adopted();
        }
        if (store.find(call, parent.cloudUuid()) instanceof Standing.Taken(var _, Project again)) {
            return again;
        }
        orphan(call, parent.cloudUuid(), children);
        return parent;
    }

    private static Write link(Call call, UUID child, UUID parent) {
        return Write.Change.of(ProjectKeys.project(call.tenant(), child))
                .flag(ProjectItems.LINKED)
                .onlyIf(isChildOf(parent).and(Condition.lacks(ProjectItems.LINKED)));
    }

    /** Links one child, if nobody has changed it since it was read. */
    boolean link(Call call, Project child, UUID parent) {
        Write link = Write.Change.of(ProjectKeys.project(call.tenant(), child.cloudUuid()))
                .flag(ProjectItems.LINKED)
                .onlyIf(isChildOf(parent).and(Condition.equal(TableSchema.VERSION, child.version())));
        return table.write(call.budget(), link) instanceof WriteResult.Applied;
    }

    private static Condition isChildOf(UUID parent) {
        return Condition.has(ProjectItems.INCARNATION).and(Condition.equal(ProjectItems.PARENT, parent.toString()));
    }

    /**
     * After a project is gone: its children wait again, and without any the mark goes. Repeating it is harmless. A
     * project that came to its place meanwhile may have linked children that are taken off here, so it links them anew.
     */
    void leave(Call call, UUID place, Standing.Vacant vacant) {
        List<UUID> children = of(call, place);
        if (children.isEmpty()) {
            dropMark(call, place, vacant);
            return;
        }
        orphan(call, place, children);
        if (store.find(call, place) instanceof Standing.Taken(var _, Project successor)) {
            adopt(call, successor);
        }
    }

    /** Counts the version of unlinked children up too: one that has just seen the parent must not link itself any more. */
    private void orphan(Call call, UUID parent, List<UUID> children) {
        Parallel.map(
                children,
                child -> table.write(
                        call.budget(),
                        Write.Change.of(ProjectKeys.project(call.tenant(), child))
                                .remove(ProjectItems.LINKED)
                                .onlyIf(isChildOf(parent))));
    }

    /** Removes the mark at a place where no project is, once no child names it. */
    void release(Call call, UUID place) {
        if (store.find(call, place) instanceof Standing.Vacant vacant
                && vacant.awaited() != null
                && of(call, place).isEmpty()) {
            dropMark(call, place, vacant);
        }
    }

    /** A child that came meanwhile has set another mark, which stays. */
    private void dropMark(Call call, UUID place, Standing.Vacant vacant) {
        String mark = vacant.awaited();
        if (mark == null) {
            return;
        }
        Key key = ProjectKeys.project(call.tenant(), place);
        Condition same = Condition.lacks(ProjectItems.INCARNATION).and(Condition.equal(ProjectItems.AWAITED, mark));
        Write drop = vacant.deletedBy() == null
                ? new Write.Delete(key, same)
                : Write.Change.of(key)
                        .remove(ProjectItems.AWAITED)
                        .number(
                                TableSchema.TTL,
                                clock.instant().plus(Deletion.REMEMBERED).getEpochSecond())
                        .onlyIf(same);
        table.write(call.budget(), drop);
    }

    /** The cloud UUIDs of all that name this project as their parent, strongly consistent. */
    private List<UUID> of(Call call, UUID parent) {
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
}
