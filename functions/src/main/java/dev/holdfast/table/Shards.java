package dev.holdfast.table;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How the due index is spread, so that no one partition of it takes all writes. More shards may be configured at any
 * time; fewer only once what is due in the others has been drained.
 *
 * @param count at least 1
 */
public record Shards(int count) {
    /** Where what belongs to {@code partition} falls due: always the same, so that its order can be kept. */
    public String of(String partition) {
        return name(Math.floorMod(partition.hashCode(), count));
    }

    public List<String> all() {
        return IntStream.range(0, count).mapToObj(Shards::name).toList();
    }

    private static String name(int number) {
        return "due#" + number;
    }
}
