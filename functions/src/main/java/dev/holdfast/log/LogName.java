package dev.holdfast.log;

import dev.holdfast.table.Key;
import java.util.List;

/**
 * Which log.
 *
 * @param name unique within the tenant, for example {@code <cloud_uuid>.<incarnation>#s#<store>}
 */
public record LogName(String tenant, String name) {
    /** Twelve digits: a thousand entries a second for thirty years. */
    private static final String SEQ = "%012d";

    private static final String CONTROL = "control";
    private static final String CHUNKS = "#chunks";
    private static final String CHUNKS_MARK = "m#";

    /** The log that {@code row}, its control or the mark of its chunks, belongs to. */
    public static LogName of(Key row) {
        int end = row.pk().indexOf('#');
        String name = row.pk().substring(end + 1);
        boolean chunks = name.endsWith(CHUNKS);
        return new LogName(
                row.pk().substring(0, end), chunks ? name.substring(0, name.length() - CHUNKS.length()) : name);
    }

    String partition() {
        return tenant + "#" + name;
    }

    /** Every partition that holds something of the log. */
    public List<String> partitions() {
        return List.of(partition(), chunkPartition(), operations());
    }

    Key entry(long seq) {
        return new Key(partition(), entrySk(seq));
    }

    static String entrySk(long seq) {
        return "e#" + SEQ.formatted(seq);
    }

    static long seq(String sk) {
        return Long.parseLong(sk.substring(2));
    }

    Key control() {
        return new Key(partition(), CONTROL);
    }

    /** Whether {@code row} is an entry of a log. */
    public static boolean isEntry(Key row) {
        return row.sk().startsWith("e#");
    }

    static boolean isControl(Key key) {
        return key.sk().equals(CONTROL);
    }

    Key operation(String operationId) {
        return new Key(operations(), operationId);
    }

    private String operations() {
        return partition() + "#operations";
    }

    String chunkPartition() {
        return partition() + CHUNKS;
    }

    Key chunk(String id, int number) {
        return new Key(chunkPartition(), "c#" + id + "#" + "%04d".formatted(number));
    }

    /** Says whether the chunks of {@code id} are being written, are whole, or are being removed. */
    Key chunksMark(String id) {
        return new Key(chunkPartition(), CHUNKS_MARK + id);
    }

    static boolean isChunksMark(Key key) {
        return key.sk().startsWith(CHUNKS_MARK);
    }

    static String markedChunks(Key mark) {
        return mark.sk().substring(CHUNKS_MARK.length());
    }

    Key snapshot(long seq) {
        return new Key(chunkPartition(), snapshotSk(seq));
    }

    static String snapshotSk(long seq) {
        return "s#" + SEQ.formatted(seq);
    }
}
