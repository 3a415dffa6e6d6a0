package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call for a command comes to, unless it is refused. */
public sealed interface Applied {
    /** The command's id; where it waits, also the job's. */
    String id();

    /** The board has carried it out. */
    record Done(String id, ObjectNode result) implements Applied {}

    /**
     * The board cannot be asked now: a job carries it out, after those that wait on the same task.
     *
     * @param beside what holds already, such as the assignment
     * @param retryAfter in seconds
     */
    record Queued(String id, String cause, long retryAfter, ObjectNode beside) implements Applied {}
}
