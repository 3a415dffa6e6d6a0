package dev.holdfast.linear;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Comment;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place among the comments of an issue, oldest first, that stays when the comment is deleted that was there. */
record CommentCursor(Instant createdAt, String id) implements Comparable<CommentCursor> {

    private static final Pattern TEXT = Pattern.compile("([0-9TZ:.-]{1,40})[|]([0-9A-Za-z-]{1,60})");

    private static final Comparator<CommentCursor> OLDEST_FIRST =
            Comparator.comparing(CommentCursor::createdAt).thenComparing(CommentCursor::id);

    static String of(Comment comment) {
        return comment.createdAt() + "|" + comment.id();
    }

    /**
     * The comments that come after a cursor; all for null.
     *
     * @throws BoardFailure.Rejected when the cursor is none of {@link #of}
     */
    static Predicate<Comment> after(@Nullable String cursor) {
        if (cursor == null) {
            return _ -> true;
        }
        CommentCursor last = parse(cursor);
        return comment -> new CommentCursor(comment.createdAt(), comment.id()).compareTo(last) > 0;
    }

    private static CommentCursor parse(String cursor) {
        Matcher parts = TEXT.matcher(cursor);
        if (parts.matches()) {
            try {
                return new CommentCursor(Instant.parse(parts.group(1)), parts.group(2));
            } catch (DateTimeException e) {
                throw Issues.unknownCursor();
            }
        }
        throw Issues.unknownCursor();
    }

    @Override
    public int compareTo(CommentCursor other) {
        return OLDEST_FIRST.compare(this, other);
    }
}
