package dev.holdfast.project;

import dev.holdfast.table.Item;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands at a project's key. */
sealed interface Standing {
    /** Nothing: not even a mark. */
    Vacant NOTHING = new Vacant(null, 0, null, null, null, null);

    /** The parent that the project here names; null without a project or a parent. */
    @Nullable
    UUID parent();

    /**
     * No project. An item may stand there all the same, for what must outlive a project or come before it.
     *
     * @param awaited set while children name this place as their parent's, anew by each of them
     * @param deletedBy the mark of the operation that deleted the last project here
     * @param deleted the incarnation of that project
     * @param waitedFor the parent that the deleted project still waited for
     */
    record Vacant(
            @Nullable Item item,
            long version,
            @Nullable String awaited,
            @Nullable String deletedBy,
            @Nullable String deleted,
            @Nullable UUID waitedFor)
            implements Standing {
        @Override
        public @Nullable UUID parent() {
            return null;
        }
    }

    record Taken(Item item, Project project) implements Standing {
        @Override
        public @Nullable UUID parent() {
            return project.listing().parent();
        }
    }
}
