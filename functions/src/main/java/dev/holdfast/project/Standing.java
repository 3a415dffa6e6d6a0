package dev.holdfast.project;

import dev.holdfast.table.Item;
import org.jspecify.annotations.Nullable;

/** What stands at a project's key. */
sealed interface Standing {
    /** Nothing: not even a mark. */
    Vacant NOTHING = new Vacant(null, 0, false, null);

    /**
     * No project. An item may stand there all the same, for what must outlive a project or come before it.
     *
     * @param awaited children have named it as their parent
     * @param deletedBy the mark of the operation that deleted the last project here
     */
    record Vacant(
            @Nullable Item item,
            long version,
            boolean awaited,
            @Nullable String deletedBy) implements Standing {}

    record Taken(Item item, Project project) implements Standing {}
}
