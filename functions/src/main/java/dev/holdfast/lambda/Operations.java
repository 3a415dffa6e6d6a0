package dev.holdfast.lambda;

import dev.holdfast.context.DeleteProject;
import dev.holdfast.context.RemoveProject;
import dev.holdfast.context.SweepDue;
import dev.holdfast.project.Registry;
import dev.holdfast.queue.DeadLetters;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Queue;
import dev.holdfast.queue.QueueStatus;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Sealing;
import dev.holdfast.state.States;
import dev.holdfast.table.Clearing;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Everything that can be asked for, over one table. Thread-safe. */
record Operations(
        Registry registry,
        DeleteProject deleteProject,
        States states,
        DeadLetters deadLetters,
        QueueStatus queueStatus,
        Drain drain,
        SweepDue sweep,
        Cursors cursors) {

    static Operations over(Table table, Sealing sealing, Shards shards, Wake wake, Clock clock) {
        Cursors cursors = new Cursors(table);
        Queue queue = new Queue(table, sealing, shards, wake, clock);
        Registry registry = Registry.over(table, cursors, sealing, queue, clock);
        States states = States.over(table, registry.resolve(), sealing, shards, clock);
        List<JobHandler> handlers = List.of(new RemoveProject(states, new Clearing(table), clock));
        return new Operations(
                registry,
                new DeleteProject(registry, states, wake),
                states,
                queue.deadLetters(cursors),
                queue.status(handlers),
                queue.drain(handlers, List.of(), new SecureRandom()),
                new SweepDue(table, states, queue, shards, clock),
                cursors);
    }
}
