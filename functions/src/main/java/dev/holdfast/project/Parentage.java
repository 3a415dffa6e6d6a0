package dev.holdfast.project;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Backoff;
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
 *
 * <p>A child in a circle is never linked, so the links have none, whoever dies when.
 */
final class Parentage {
    private static final int MOST_LOOKS = 5;

    private final ProjectStore store;
    private final Children children;

    Parentage(ProjectStore store, Children children) {
        this.store = store;
        this.children = children;
    }

    /** What a write can be taken back to when the parent turns out to be a descendant. */
    record Undo(Standing before, @Nullable RegistrationEvent event) {
        private boolean bringsParentTo(Project after) {
            return !Objects.equals(before.parent(), after.listing().parent());
        }
    }

    /**
     * Brings a project's links in order after it was written or found: looks for its parent, links the children that
     * wait for it, and leaves no mark at a former parent's place.
     *
     * @param undo null when nothing was written
     * @return the project as it stands then
     * @throws Refusal {@link Reason#PARENT_CYCLE} or {@link Reason#PARENTS_TOO_DEEP} when this write brought such a
     *     parent, and is taken back
     */
    Project settle(Call call, Project project, @Nullable Undo undo) {
        Looked looked =
                project.listing().awaitsParent() ? lookForParent(call, project, undo) : new Looked(project, true);
        if (undo != null
                && undo.before() instanceof Standing.Taken(var _, Project before)
                && before.listing().awaitsParent()
                && undo.bringsParentTo(project)) {
            children.release(call, Objects.requireNonNull(before.listing().parent()));
        }
        return looked.sound() && looked.project().awaited() ? children.adopt(call, looked.project()) : looked.project();
    }

    /** As {@link #settle}, for one who only reads: no mark is left at a parent that is not there. */
    Project heal(Call call, Project project) {
        UUID parent = project.listing().parent();
        if (parent == null || project.listing().linked()) {
            return project;
        }
        return store.project(call, parent).isPresent() ? settle(call, project, null) : project;
    }

    /** @param sound whether the project's parents are known to be no descendants of it */
    private record Looked(Project project, boolean sound) {}

    /**
     * Looks for a circle again once the child is written: of projects that become each other's parents at the same
     * moment, the last writer sees the whole circle. The largest id takes its write back; the others wait for that, and
     * take back their own if the circle stays.
     */
    private Looked lookForParent(Call call, Project written, @Nullable Undo undo) {
        Project child = written;
        UUID parentUuid = Objects.requireNonNull(written.listing().parent());
        Undo own = undo != null && undo.bringsParentTo(written) ? undo : null;
        for (int look = 1; ; look++) {
            Optional<Project> parent = children.await(call, parentUuid);
            if (parent.isEmpty()) {
                return new Looked(child, true);
            }
            switch (Ancestry.of(child.cloudUuid(), parent.get(), store, call)) {
                case Ancestry.Sound _ -> {
                    if (children.link(call, child, parentUuid)) {
                        return new Looked(child.linked(), true);
                    }
                    Optional<Project> now = store.project(call, child.cloudUuid());
                    if (now.isEmpty() || !now.get().listing().awaits(parentUuid) || look == MOST_LOOKS) {
                        return new Looked(now.orElse(child), true);
                    }
                    child = now.get();
                }
                case Ancestry.TooDeep _ -> {
                    if (own == null) {
                        return new Looked(child, false);
                    }
                    takeBack(call, child, own);
                    throw Ancestry.tooDeep();
                }
                case Ancestry.Circle(List<UUID> members) -> {
                    if (own == null) {
                        return new Looked(child, false);
                    }
                    if (look == MOST_LOOKS || isLargest(child.cloudUuid(), members)) {
                        takeBack(call, child, own);
                        throw Ancestry.cycle();
                    }
                }
            }
            Backoff.await(look - 1, call.budget());
        }
    }

    private static boolean isLargest(UUID own, List<UUID> others) {
        return others.stream().allMatch(other -> other.toString().compareTo(own.toString()) < 0);
    }

    /** Goes on when only links have changed since, and leaves alone what somebody else has written on top. */
    private void takeBack(Call call, Project written, Undo undo) {
        Optional<Project> standing = Optional.of(written);
        for (int attempt = 0; standing.isPresent(); attempt++) {
            if (store.undo(call, undo.before(), standing.get(), undo.event())) {
                settleUndone(call, written);
                return;
            }
            Backoff.await(attempt, call.budget());
            standing = store.project(call, written.cloudUuid()).filter(now -> now.differsInLinksOnly(written));
        }
        dropParent(call, written, undo);
    }

    /** Somebody has written on top: that stays, without the parent that was refused. */
    private void dropParent(Call call, Project written, Undo undo) {
        for (int attempt = 0; attempt < MOST_LOOKS; attempt++) {
            if (!(store.find(call, written.cloudUuid()) instanceof Standing.Taken standing)
                    || !Objects.equals(standing.parent(), written.listing().parent())) {
                return;
            }
            Listing listing = standing.project().listing();
            Project without = standing.project()
                    .with(listing.with(listing.profile(), undo.before().parent(), listing.updatedAt()));
            if (store.save(call, standing, without, null).isEmpty()) {
                settleUndone(call, written);
                return;
            }
            Backoff.await(attempt, call.budget());
        }
        throw ProjectStore.contended();
    }

    /** While it stood, others may have named it, and it has named a parent that may be gone. */
    private void settleUndone(Call call, Project written) {
        switch (store.find(call, written.cloudUuid())) {
            case Standing.Vacant vacant -> children.leave(call, written.cloudUuid(), vacant);
            case Standing.Taken(var _, Project restored) -> settle(call, restored, null);
        }
        children.release(call, Objects.requireNonNull(written.listing().parent()));
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
        if (nothingThere || parent.equals(standing.parent())) {
            return;
        }
        Optional<Project> found = store.project(call, parent);
        if (found.isPresent()) {
            switch (Ancestry.of(after.cloudUuid(), found.get(), store, call)) {
                case Ancestry.Sound _ -> {}
                case Ancestry.Circle _ -> throw Ancestry.cycle();
                case Ancestry.TooDeep _ -> throw Ancestry.tooDeep();
            }
        }
    }
}
