package dev.holdfast.table;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How the due index is spread, so that no one partition of it takes all writes. More shards may be configured at any
 * time; fewer only once what is due in the others has been drained.
 *
 * @param name of the work that falls due there: each kind has shards of its own, so that none waits behind another
 * @param count at least 1
 */
public record Shards(String name, int count) {
    /** The shards of what is cleaned up when its time has come. */
    public Shards(int count) {
        this("due", count);
    }

    /** The shards, as many, of work that is waited for. */
    public Shards queue() {
        return new Shards("queue", count);
    }

    /** Where what belongs to {@code partition} falls due: always the same, so that its order can be kept. */
    public String of(String partition) {
        return shard(Math.floorMod(partition.hashCode(), count));
    }

    public List<String> all() {
        return IntStream.range(0, count).mapToObj(this::shard).toList();
    }

    private String shard(int number) {
        return name + "#" + number;
    }
}
