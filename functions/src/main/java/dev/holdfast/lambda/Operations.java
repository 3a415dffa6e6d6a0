package dev.holdfast.lambda;

import dev.holdfast.activity.Decisions;
import dev.holdfast.activity.DeliverWebhook;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.PauseTrigger;
import dev.holdfast.activity.PostEvent;
import dev.holdfast.activity.RelayEvents;
import dev.holdfast.activity.Triggers;
import dev.holdfast.activity.WebhookSender;
import dev.holdfast.board.BoardHost;
import dev.holdfast.board.Boards;
import dev.holdfast.context.ActivityFeed;
import dev.holdfast.context.ChangeTriggers;
import dev.holdfast.context.CreateTrigger;
import dev.holdfast.context.DeleteProject;
import dev.holdfast.context.ReadContext;
import dev.holdfast.context.RemoveProject;
import dev.holdfast.context.SweepDue;
import dev.holdfast.context.SwitchProject;
import dev.holdfast.project.Registry;
import dev.holdfast.queue.DeadLetters;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Queue;
import dev.holdfast.queue.QueueStatus;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.OutboundClient;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.security.Sealing;
import dev.holdfast.session.Sessions;
import dev.holdfast.state.States;
import dev.holdfast.table.Clearing;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be asked for, over one table. Thread-safe. */
record Operations(
        Registry registry,
        DeleteProject deleteProject,
        States states,
        Sessions sessions,
        Boards boards,
        ReadContext context,
        SwitchProject switchProject,
        CreateTrigger createTrigger,
        ChangeTriggers triggers,
        PostEvent postEvent,
        Decisions decisions,
        ActivityFeed activity,
        DeadLetters deadLetters,
        QueueStatus queueStatus,
        Drain drain,
        SweepDue sweep,
        Cursors cursors) {

    static Operations over(
            Table table,
            Sealing sealing,
            Shards shards,
            Duration eventsKept,
            OutboundRules outbound,
            BoardSetup setup,
            Wake wake,
            Clock clock) {
        Cursors cursors = new Cursors(table);
        Queue queue = new Queue(table, sealing, shards, wake, clock);
        Registry registry = Registry.over(table, cursors, sealing, queue, clock);
        Triggers triggers = new Triggers(table, sealing);
        States states = States.over(table, registry.resolve(), sealing, shards, triggers, queue, clock);
        Feed feed = new Feed(table, sealing, shards, eventsKept, clock);
        Sessions sessions = new Sessions(table, sealing, shards, registry.resolve(), queue, feed, clock);
        OutboundClient client = new OutboundClient(outbound);
        WebhookSender sender = new WebhookSender(client, clock);
        Boards boards = new Boards(
                table,
                sealing,
                registry.resolve(),
                sessions,
                queue,
                feed,
                triggers,
                setup.plugins(),
                new BoardHost(client, setup.usual(), setup.files(), clock),
                clock);
        ReadContext context = new ReadContext(registry.resolve(), states, sessions, boards);
        List<JobHandler> handlers = new ArrayList<>(boards.jobs());
        handlers.add(new RemoveProject(states, sessions, new Clearing(table), clock));
        handlers.add(sessions.free());
        handlers.add(new DeliverWebhook(triggers, sender, new PauseTrigger(table, feed), clock));
        return new Operations(
                registry,
                new DeleteProject(registry, states, wake),
                states,
                sessions,
                boards,
                context,
                new SwitchProject(registry, context, table, clock),
                new CreateTrigger(registry, states, triggers, outbound, clock),
                new ChangeTriggers(registry, states, triggers),
                new PostEvent(
                        table, feed, (call, owner, type) -> triggers.waitFor(call.budget(), owner, type), wake, clock),
                new Decisions(feed),
                new ActivityFeed(registry, states, feed, cursors),
                queue.deadLetters(cursors),
                queue.status(handlers),
                queue.drain(
                        handlers,
                        List.of(
                                states.relay(),
                                sessions.claims().relay(triggers, queue.enqueue()),
                                new RelayEvents(table, feed, triggers, queue.enqueue())),
                        new SecureRandom()),
                new SweepDue(table, states, sessions, queue, shards, clock),
                cursors);
    }
}
