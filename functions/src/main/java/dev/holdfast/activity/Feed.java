package dev.holdfast.activity;

import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored events of projects. Thread-safe. */
public final class Feed {
    private static final Instant LAST_TIME = Instant.ofEpochMilli(9_999_999_999_999L);
    /** After every id of a millisecond. */
    private static final String AFTER_ALL = "~";

    private final Table table;
    private final EventItems items;
    private final Shards shards;
    private final Duration kept;
    private final Clock clock;

    /**
     * @param shards of the due index
     * @param kept how long events are kept
     */
    public Feed(Table table, Sealing sealing, Shards shards, Duration kept, Clock clock) {
        if (!kept.isPositive()) {
            throw new IllegalArgumentException("events must be kept for some time, not for " + kept);
        }
        this.table = table;
        this.items = new EventItems(sealing);
        this.shards = shards.queue();
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * What stores an event: alone, or in the transaction of the change that it tells of. It requires that the event
     * does not stand yet.
     *
     * @param wakes whether the event falls due in the queue's index, for an outbox that tells triggers of it
     * @throws dev.holdfast.problem.Refusal SECRETS_NOT_CONFIGURED
     */
    public Write.Put write(ProjectRef owner, Event event, boolean wakes) {
        Item.Builder item = items.item(owner, event).expiresAt(event.at().plus(kept));
        if (wakes) {
            // All of a project in one shard: they are relayed in their order.
            item.dueAt(shards.of(owner.events()), clock.instant());
        }
        return Write.Put.ifAbsent(item.build());
    }

    /** The event that an item of a feed holds. */
    public Event read(Item item) {
        return items.event(item);
    }

    /**
     * Events of one partition, newest first.
     *
     * @param more whether older ones may follow
     */
    public record Slice(List<Event> events, boolean more) {}

    /** @param limit how many are read, unless they are large: then fewer */
    public Slice newest(Budget budget, String partition, Span span, @Nullable String before, int limit) {
        Query query = Query.range(
                        partition,
                        Event.time(span.first(Instant.EPOCH, LAST_TIME)),
                        Event.time(span.last(Instant.EPOCH, LAST_TIME)) + "-" + AFTER_ALL,
                        limit)
                .newestFirst()
                .after(before == null ? null : new Query.Position(new Key(partition, before), null));
        Page page = table.query(budget, query);
        return new Slice(page.items().stream().map(items::event).toList(), page.next() != null);
    }

    /** A position that {@link #newest} goes on from so that the event itself comes first. */
    public static String from(Event event) {
        return event.id() + AFTER_ALL;
    }
}
