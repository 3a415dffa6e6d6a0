package dev.holdfast.spi;

/** What came of a command. */
public sealed interface CommandResult {

    /** After create, update, assign, unassign, move, a blocker and progress: the task as it stands. */
    record OfTask(Task task) implements CommandResult {}

    /** After a comment. */
    record OfComment(Comment comment) implements CommandResult {}

    /** After attaching. */
    record Attached(Attachment attachment) implements CommandResult {}

    /** After detaching: the id of what is gone. */
    record Detached(String attachment) implements CommandResult {}
}
