package dev.holdfast.activity;

import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Operation;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Stores what clients tell of, once for each operation. Thread-safe. */
public final class PostEvent {
    /** Longer than any client retries. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final String OPERATION = "op";
    private static final String EVENT = "event";

    private final Table table;
    private final Feed feed;
    private final Waking waking;
    private final Wake drain;
    private final Clock clock;

    /** @param drain called once an event that wakes triggers stands */
    public PostEvent(Table table, Feed feed, Waking waking, Wake drain, Clock clock) {
        this.table = table;
        this.feed = feed;
        this.waking = waking;
        this.drain = drain;
        this.clock = clock;
    }

    /**
     * Stores the event; under a key it was posted with before, answers the one that stands.
     *
     * @throws dev.holdfast.problem.Refusal OPERATION_REUSED, SECRETS_NOT_CONFIGURED
     */
    public Event apply(Call call, ProjectRef owner, PostedEvent posted) {
        boolean wakes = waking.wakes(call, owner, posted.type());
        Operation operation = call.operation();
        Event event =
                posted.event(clock.instant(), operation.id(), call.caller().subject());
        Write.Put put = feed.write(owner, event, wakes);
        Event standing = operation.isKeyed() ? once(call, owner, posted, event, put) : event;
        if (!operation.isKeyed()) {
            // A refusal tells of this very put, whose reply was lost: nobody else has its id.
            table.write(call.budget(), put);
        }
        if (wakes) {
            drain.now();
        }
        return standing;
    }

    private Event once(Call call, ProjectRef owner, PostedEvent posted, Event event, Write.Put put) {
        Operation operation = call.operation();
        Item marker = Item.at(owner.operation(operation.id()))
                .text(OPERATION, operation.mark())
                .text(EVENT, event.id())
                .expiresAt(event.at().plus(REMEMBERED))
                .build();
        WriteResult result = table.transact(call.budget(), List.of(Write.Put.ifAbsent(marker), put));
        if (result instanceof WriteResult.Refused(var _, var first)) {
            Item remembered = Objects.requireNonNull(first, "nothing but the marker can be in the way");
            operation.wrote(remembered.text(OPERATION));
            return posted.event(
                    Event.at(remembered.text(EVENT)),
                    operation.id(),
                    call.caller().subject());
        }
        return event;
    }
}
