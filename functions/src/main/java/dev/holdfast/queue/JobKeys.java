package dev.holdfast.queue;

import dev.holdfast.log.LogName;
import dev.holdfast.table.Key;
import dev.holdfast.table.Shards;

/** Where the items of the queue stand. */
final class JobKeys {
    private static final String JOBS = "jobs";
    private static final String GROUPS = "groups";

    private JobKeys() {}

    static String jobs(String tenant) {
        return tenant + "#" + JOBS;
    }

    static Key job(String tenant, String id) {
        return new Key(jobs(tenant), id);
    }

    static String groups(String tenant) {
        return tenant + "#" + GROUPS;
    }

    static Key group(String tenant, String name) {
        return new Key(groups(tenant), name);
    }

    static String members(String tenant, String group) {
        return tenant + "#group#" + group;
    }

    static Key member(String tenant, String group, long number) {
        return new Key(members(tenant, group), "j#%012d".formatted(number));
    }

    /** Where dead letters are listed in the index by time. */
    static String deadLetters(String tenant) {
        return tenant + "#dead";
    }

    /** Under whose name the chunks of large payloads stand. */
    static LogName chunks(String tenant) {
        return new LogName(tenant, JOBS);
    }

    static boolean isJob(Key row) {
        return rest(row).equals(JOBS);
    }

    static boolean isGroup(Key row) {
        return rest(row).equals(GROUPS);
    }

    static String tenant(Key row) {
        return row.pk().substring(0, row.pk().indexOf('#'));
    }

    /** By the item itself, not by its partition: a tenant's jobs are in all shards. */
    static String shard(Shards shards, Key row) {
        return shards.of(row.pk() + "#" + row.sk());
    }

    private static String rest(Key row) {
        return row.pk().substring(row.pk().indexOf('#') + 1);
    }
}
