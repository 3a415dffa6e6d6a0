package dev.holdfast.github;

import dev.holdfast.spi.BoardFailure;
import java.util.function.IntFunction;

/**
 * Pages that become smaller when they do not come through: a hundred ordinary issues fit into what is read of an
 * answer, a hundred of the longest do not by far.
 */
final class Shrinking {

    private int size;

    /** @param size of the first page */
    Shrinking(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    /**
     * What a page of some size answers.
     *
     * @throws BoardFailure.Unavailable when not even the smallest comes through
     */
    <T> T read(IntFunction<T> page) {
        while (true) {
            try {
                return page.apply(size);
            } catch (BoardFailure.Unavailable e) {
                if (size == 1 || e.retryAfter().isPresent()) {
                    throw e;
                }
                size = Math.max(1, size / 4);
            }
        }
    }
}
