package dev.holdfast.log;

import dev.holdfast.table.Key;

/**
 * Which log.
 *
 * @param name unique within the tenant, for example {@code <cloud_uuid>.<incarnation>#s#<store>}
 */
public record LogName(String tenant, String name) {
    /** Twelve digits: a thousand entries a second for thirty years. */
    private static final String SEQ = "%012d";

    String partition() {
        return tenant + "#" + name;
    }

    Key entry(long seq) {
        return new Key(partition(), entrySk(seq));
    }

    static String entrySk(long seq) {
        return "e#" + SEQ.formatted(seq);
    }

    static long seq(String entrySk) {
        return Long.parseLong(entrySk.substring(2));
    }

    Key control() {
        return new Key(partition(), "control");
    }

    Key operation(String operationId) {
        return new Key(partition() + "#operations", operationId);
    }

    String chunkPartition() {
        return partition() + "#chunks";
    }

    Key chunk(String id, int number) {
        return new Key(chunkPartition(), "c#" + id + "#" + "%04d".formatted(number));
    }

    /** Says that all chunks of {@code id} stand; taken by the sweep before it removes them. */
    Key chunksComplete(String id) {
        return new Key(chunkPartition(), "m#" + id);
    }

    Key snapshot(long seq) {
        return new Key(chunkPartition(), "s#" + SEQ.formatted(seq));
    }
}
