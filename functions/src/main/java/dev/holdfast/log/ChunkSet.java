package dev.holdfast.log;

import dev.holdfast.table.Key;
import java.util.List;
import java.util.stream.IntStream;

/** Bytes that stand in {@code count} items of their own, numbered from 0, under a random id. */
public record ChunkSet(String id, int count) {
    List<Key> keys(LogName log) {
        return IntStream.range(0, count).mapToObj(i -> log.chunk(id, i)).toList();
    }
}
