package dev.holdfast.queue;

import dev.holdfast.log.ChunkSet;
import dev.holdfast.log.Chunks;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs of a tenant that are not tried any more: shown, tried anew, or dropped, by a person. Thread-safe. */
public final class DeadLetters {
    private static final String LIST = "dead letters";
    private static final Condition DEAD = Condition.has(TableSchema.RECENT_PK);

    private final Table table;
    private final JobItems items;
    private final Chunks chunks;
    private final Cursors cursors;
    private final Shards shards;
    private final Wake wake;
    private final Clock clock;

    DeadLetters(Table table, JobItems items, Chunks chunks, Cursors cursors, Shards shards, Wake wake, Clock clock) {
        this.table = table;
        this.items = items;
        this.chunks = chunks;
        this.cursors = cursors;
        this.shards = shards;
        this.wake = wake;
        this.clock = clock;
    }

    /** @param nextCursor null on the last page */
    public record Listed(List<DeadLetter> items, @Nullable String nextCursor) {}

    /** One with its payload and every attempt at it. */
    public record Whole(DeadLetter letter, Job job) {}

    /** How many were put back; more are left when {@code finished} is false. */
    public record Redriven(int redriven, boolean finished) {}

    /** The last to die first. */
    public Listed list(Call call, int limit, @Nullable String cursor) {
        Query.@Nullable Position after = cursor == null ? null : position(cursors.open(call, LIST, cursor));
        Page page = table.query(
                call.budget(),
                Query.recent(JobKeys.deadLetters(call.tenant()), limit).after(after));
        List<DeadLetter> letters = page.items().stream().map(DeadLetter::read).toList();
        Query.Position next = page.next();
        return new Listed(
                letters,
                next == null
                        ? null
                        : cursors.seal(
                                call, LIST, next.key().pk() + "\n" + next.key().sk() + "\n" + next.indexSk()));
    }

    private static Query.Position position(String text) {
        String[] parts = text.split("\n", -1);
        return new Query.Position(new Key(parts[0], parts[1]), parts[2]);
    }

    /** @throws Refusal {@link Reason#DEAD_LETTER_NOT_FOUND} */
    public Whole find(Call call, String id) {
        Item item = dead(call, id).orElseThrow(DeadLetters::notFound);
        int attempts = JobItems.attempts(item);
        Job job = items.job(
                call.budget(),
                item,
                attempts,
                item.optionalText(JobItems.HISTORY).orElse(null),
                0);
        return new Whole(DeadLetter.read(item), job);
    }

    /**
     * Tries one anew, now and with all its attempts; of a group, after those that wait there. What is tried already
     * stays as it is.
     *
     * @throws Refusal {@link Reason#DEAD_LETTER_NOT_FOUND}
     */
    public void redrive(Call call, String id) {
        Item item = table.get(call.budget(), JobKeys.job(call.tenant(), id)).orElseThrow(DeadLetters::notFound);
        if (DeadLetter.isOne(item)) {
            redrive(call, item);
            wake.now();
        }
    }

    /**
     * Tries all anew that are listed, as far as the time goes.
     *
     * @param kind only those; null for every kind
     */
    public Redriven redriveAll(Call call, @Nullable String kind) {
        int redriven = 0;
        Query.Position next = null;
        do {
            if (call.budget().left().compareTo(Drain.RESERVE) < 0) {
                return new Redriven(redriven, false);
            }
            Page page = table.query(
                    call.budget(),
                    Query.recent(JobKeys.deadLetters(call.tenant()), 100).after(next));
            for (Item listed : page.items()) {
                if (kind != null && !kind.equals(DeadLetter.read(listed).kind())) {
                    continue;
                }
                Optional<Item> item = dead(call, listed.key().sk());
                if (item.isPresent() && redrive(call, item.get())) {
                    redriven++;
                }
            }
            next = page.next();
        } while (next != null);
        wake.now();
        return new Redriven(redriven, true);
    }

    /**
     * Gives one up for good.
     *
     * @throws Refusal {@link Reason#DEAD_LETTER_NOT_FOUND}
     */
    public void drop(Call call, String id) {
        Item item = dead(call, id).orElseThrow(DeadLetters::notFound);
        Write removal = new Write.Delete(item.key(), DEAD, item);
        Optional<ChunkSet> set = JobItems.chunkSet(item);
        WriteResult result = set.isEmpty()
                ? table.write(call.budget(), removal)
                : table.transact(
                        call.budget(), List.of(removal, chunks.release(JobKeys.chunks(call.tenant()), set.get())));
        if (result instanceof WriteResult.Refused(int _, Item standing) && standing != null) {
            throw notFound();
        }
    }

    private Optional<Item> dead(Call call, String id) {
        return table.get(call.budget(), JobKeys.job(call.tenant(), id)).filter(DeadLetter::isOne);
    }

    private boolean redrive(Call call, Item item) {
        String group = JobItems.group(item);
        if (group != null) {
            return redriveInto(call, group, item);
        }
        Write.ChangeBuilder change = DeadLetter.revived(Write.Change.of(item.key()))
                .remove(JobItems.ATTEMPTS)
                .dueAt(JobKeys.shard(shards, item.key()), clock.instant());
        return table.write(call.budget(), change.onlyIf(DEAD)) instanceof WriteResult.Applied;
    }

    private boolean redriveInto(Call call, String group, Item item) {
        Key key = JobKeys.group(call.tenant(), group);
        for (int attempt = 0; ; attempt++) {
            Optional<Item> head = table.get(call.budget(), key);
            long tail = head.map(it -> it.number(Groups.TAIL)).orElse(0L);
            List<Write> writes = new ArrayList<>();
            writes.add(new Write.Delete(item.key(), DEAD, item));
            writes.add(Write.Change.of(key)
                    .number(Groups.TAIL, tail + 1)
                    .dueUnlessSet(JobKeys.shard(shards, key), clock.instant())
                    .unlessSet(Groups.SINCE, clock.millis())
                    .neverExpires()
                    .onlyIf(head.isEmpty() ? Condition.lacks(Groups.TAIL) : Condition.equal(Groups.TAIL, tail)));
            writes.add(Write.Put.ifAbsent(JobItems.moved(item, JobKeys.member(call.tenant(), group, tail + 1))
                    .build()));
            switch (table.transact(call.budget(), writes)) {
                case WriteResult.Applied _ -> {
                    return true;
                }
                case WriteResult.Refused(int position, var _) -> {
                    if (position == 0) {
                        return false;
                    }
                    Backoff.await(attempt, call.budget());
                }
            }
        }
    }

    private static Refusal notFound() {
        return new Refusal(
                Reason.DEAD_LETTER_NOT_FOUND, "List the dead letters again: it was redriven, dropped, or never there.");
    }
}
