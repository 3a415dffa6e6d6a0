package dev.holdfast.github;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest answers of some paths with their entity tags (RFC 9110 section 8.8.3). Thread-safe, bounded. */
final class Revisions {

    private static final int MOST = 64;
    private static final int LARGEST_BYTES = 128 * 1024;

    private final Map<String, Revision> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Revision> eldest) {
            return size() > MOST;
        }
    };

    /** What was at a path when it had a tag. */
    record Revision(String tag, Content body) {}

    synchronized Optional<Revision> of(String path) {
        return Optional.ofNullable(known.get(path));
    }

    /** The body that an answer stands for: that of the revision that was asked with, or a new one to remember. */
    synchronized Content newest(String path, @Nullable Revision asked, HttpAnswer answer) {
        if (answer.status() == 304) {
            if (asked == null) {
                throw new BoardFailure.Unavailable("GitHub answered what was not asked");
            }
            return asked.body();
        }
        known.remove(path);
        if (answer.body().size() <= LARGEST_BYTES) {
            answer.header("etag").ifPresent(tag -> known.put(path, new Revision(tag, answer.body())));
        }
        return answer.body();
    }
}
