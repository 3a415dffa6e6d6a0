package dev.holdfast.spi;

import java.util.Set;

/** What a provider can do beyond tasks with name, description, labels, column, assignee and comments. */
public enum Capability {
    /** Keeps files on tasks. */
    ATTACHMENTS,
    /** Keeps a task's parent. */
    SUBTASKS,
    /** Keeps a priority. */
    PRIORITIES,
    /** Keeps which tasks a task depends on. */
    DEPENDENCIES,
    /** Keeps when a task is due. */
    DUE_DATES,
    /** Keeps estimated and actual hours. */
    HOURS,
    /** Keeps acceptance criteria. */
    ACCEPTANCE_CRITERIA,
    /** Of several workers who take a task at once, one gets it. */
    ATOMIC_ASSIGNMENT,
    /** Finds every command again by its id, however late and however many at once. */
    COMMAND_MEMORY;

    static void addIf(Set<Capability> needed, boolean used, Capability capability) {
        if (used) {
            needed.add(capability);
        }
    }
}
