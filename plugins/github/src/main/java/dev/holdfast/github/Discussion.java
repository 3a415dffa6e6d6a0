package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.CommandMark;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The comments on an issue, in the order of their ids. */
final class Discussion {

    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");

    private final Api api;
    private final String path;
    private final RestPages pages;

    Discussion(Api api, int number) {
        this.api = api;
        this.path = api.repository("/issues/" + number + "/comments");
        this.pages = new RestPages(api, path);
    }

    /** A page that goes on after the comment in the cursor, wherever deletions have moved that to. */
    Page<Comment> page(int limit, @Nullable String cursor, Deadline deadline) {
        int offset = 0;
        long last = 0;
        if (cursor != null) {
            Matcher parts = CURSOR.matcher(cursor);
            if (!parts.matches()) {
                throw new BoardFailure.Rejected("The cursor is of no use here; start again without one");
            }
            offset = Integer.parseInt(parts.group(1));
            last = Long.parseLong(parts.group(2));
        }
        int start = offset / RestPages.STEP * RestPages.STEP;
        List<JsonNode> page = pages.from(start, deadline);
        while (start > 0 && (page.isEmpty() || id(page.getFirst()) > last)) {
            start = page.isEmpty() ? start / 2 / RestPages.STEP * RestPages.STEP : start - RestPages.STEP;
            page = pages.from(start, deadline);
        }
        List<Comment> found = new ArrayList<>();
        for (int at = start; !page.isEmpty(); page = pages.from(start, deadline)) {
            for (JsonNode comment : page) {
                if (id(comment) > last && found.size() == limit) {
                    return new Page<>(found, at + "-" + last);
                }
                if (id(comment) > last) {
                    found.add(read(comment));
                    last = id(comment);
                }
                at++;
            }
            start += RestPages.STEP;
            if (page.size() < RestPages.STEP) {
                break;
            }
        }
        return new Page<>(found, null);
    }

    /**
     * The comment that a command made before, by its mark.
     *
     * @param count of comments; the newest {@link RestPages#STEP} of them and all later ones are looked at
     */
    Optional<Comment> find(UUID command, int count, Deadline deadline) {
        int start = Math.max(0, count / RestPages.STEP - 1) * RestPages.STEP;
        while (true) {
            List<JsonNode> page = pages.from(start, deadline);
            Optional<Comment> found = page.stream()
                    .filter(comment -> CommandMark.find(comment.path("body").asText())
                            .filter(command::equals)
                            .isPresent())
                    .map(Discussion::read)
                    .findFirst();
            if (found.isPresent() || page.size() < RestPages.STEP) {
                return found;
            }
            start += RestPages.STEP;
        }
    }

    Comment add(String text, UUID command, Deadline deadline) {
        return read(api.send("POST", path, Json.object().put("body", CommandMark.put(text, command)), deadline));
    }

    private static long id(JsonNode comment) {
        return comment.path("id").asLong();
    }

    private static Comment read(JsonNode comment) {
        return new Comment(
                Long.toString(id(comment)),
                Json.optional(comment.path("user"), "login"),
                CommandMark.strip(comment.path("body").asText("")),
                Json.time(comment, "created_at"));
    }
}
