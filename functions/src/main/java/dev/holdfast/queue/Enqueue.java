package dev.holdfast.queue;

import dev.holdfast.log.Chunks;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts jobs in, alone or in the transaction of the change that causes them. Thread-safe. */
public final class Enqueue {
    private final Table table;
    private final JobItems items;
    private final Shards shards;
    private final Clock clock;

    Enqueue(Table table, JobItems items, Shards shards, Clock clock) {
        this.table = table;
        this.items = items;
        this.shards = shards;
        this.clock = clock;
    }

    /**
     * What has to be written with the change that causes {@code jobs}, all in one transaction. Large payloads are
     * stored here already. For a job of a group it counts on the group's present length: if the transaction is refused
     * because of it, ask again.
     */
    public List<Write> writes(Budget budget, String tenant, List<NewJob> jobs) {
        List<Write> writes = new ArrayList<>();
        Map<String, List<NewJob>> groups = new LinkedHashMap<>();
        for (NewJob job : jobs) {
            if (job.group() == null) {
                Key key = JobKeys.job(tenant, job.id());
                JobItems.Written written = items.write(budget, tenant, key, job, clock.instant());
                writes.add(Write.Put.ifAbsent(written.item()
                        .dueAt(JobKeys.shard(shards, key), job.dueAt())
                        .build()));
                complete(tenant, written, writes);
            } else {
                groups.computeIfAbsent(job.group(), _ -> new ArrayList<>()).add(job);
            }
        }
        if (!groups.isEmpty()) {
            Map<Key, Item> heads = table.getAll(
                    budget,
                    groups.keySet().stream()
                            .map(name -> JobKeys.group(tenant, name))
                            .toList());
            groups.forEach((name, members) -> append(budget, tenant, name, members, heads, writes));
        }
        return writes;
    }

    /**
     * Puts jobs in together with the write that says that their cause has been seen to.
     *
     * @return false when that write is refused, and nothing was put in: another was first
     */
    public boolean putWith(Budget budget, String tenant, Write seenTo, List<NewJob> jobs) {
        if (jobs.isEmpty()) {
            return table.write(budget, seenTo) instanceof WriteResult.Applied;
        }
        for (int attempt = 0; ; attempt++) {
            List<Write> writes = new ArrayList<>(List.of(seenTo));
            writes.addAll(writes(budget, tenant, jobs));
            switch (table.transact(budget, writes)) {
                case WriteResult.Applied _ -> {
                    return true;
                }
                case WriteResult.Refused(int position, var _) -> {
                    if (position == 0) {
                        return false;
                    }
                    // A group grew meanwhile.
                    Backoff.await(attempt, budget);
                }
            }
        }
    }

    /** Puts jobs in by themselves; those that stand already are left as they are. */
    public void put(Budget budget, String tenant, List<NewJob> jobs) {
        for (NewJob job : jobs) {
            put(budget, tenant, job);
        }
    }

    private void put(Budget budget, String tenant, NewJob job) {
        for (int attempt = 0; ; attempt++) {
            List<Write> writes = writes(budget, tenant, List.of(job));
            WriteResult result =
                    writes.size() == 1 ? table.write(budget, writes.getFirst()) : table.transact(budget, writes);
            // A group's refusal tells of another writer, or of this very put; members of one id are recognised.
            if (job.group() == null
                    || result instanceof WriteResult.Applied
                    || table.get(budget, lastOf(writes))
                            .filter(it -> JobItems.id(it).equals(job.id()))
                            .isPresent()) {
                return;
            }
            Backoff.await(attempt, budget);
        }
    }

    private static Key lastOf(List<Write> writes) {
        return writes.stream()
                .filter(Write.Put.class::isInstance)
                .toList()
                .getLast()
                .key();
    }

    private void append(
            Budget budget, String tenant, String group, List<NewJob> jobs, Map<Key, Item> heads, List<Write> writes) {
        Key key = JobKeys.group(tenant, group);
        Item head = heads.get(key);
        long tail = head == null ? 0 : head.number(Groups.TAIL);
        Instant first =
                jobs.stream().map(NewJob::dueAt).min(Comparator.naturalOrder()).orElseThrow();
        writes.add(Write.Change.of(key)
                .number(Groups.TAIL, tail + jobs.size())
                .dueUnlessSet(JobKeys.shard(shards, key), first)
                .unlessSet(Groups.SINCE, clock.millis())
                .neverExpires()
                .onlyIf(head == null ? Condition.lacks(Groups.TAIL) : Condition.equal(Groups.TAIL, tail)));
        for (NewJob job : jobs) {
            tail++;
            JobItems.Written written =
                    items.write(budget, tenant, JobKeys.member(tenant, group, tail), job, clock.instant());
            writes.add(Write.Put.ifAbsent(written.item().build()));
            complete(tenant, written, writes);
        }
    }

    private static void complete(String tenant, JobItems.Written written, List<Write> writes) {
        if (written.chunks() != null) {
            writes.add(Chunks.completion(JobKeys.chunks(tenant), written.chunks()));
        }
    }
}
