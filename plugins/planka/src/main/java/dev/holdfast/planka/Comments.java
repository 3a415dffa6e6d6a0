package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.CommandMark;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comments on cards. The server tells the newest first, fifty at a time. Thread-safe. */
final class Comments {

    /** The most characters that a comment has, beside the mark. */
    static final int MOST = 1_048_576 - 100;

    private static final int A_PAGE = 50;

    /** How far back a command looks for the comment that it has made before: the newest 500. */
    private static final int LOOK_BACK = 500;

    private final ConditionalReads<List<Said>> pages = new ConditionalReads<>(16, Comments::page);

    /** A comment with its mark. */
    private record Said(String id, @Nullable String user, String text, Comment comment) {
        boolean isOf(UUID command) {
            return CommandMark.find(text).filter(command::equals).isPresent();
        }
    }

    /** Those after the cursor, oldest first: to find the first of them, all that are newer are read. */
    Page<Comment> page(Api api, Card card, int limit, @Nullable String cursor) {
        String after = Cursors.read(cursor);
        List<Said> newer = walk(api, card, Integer.MAX_VALUE, said -> Json.BY_ID.compare(said.id(), after) <= 0);
        List<Comment> found = newer.stream()
                .filter(said -> Json.BY_ID.compare(said.id(), after) > 0)
                .map(Said::comment)
                .sorted(Comparator.comparing(Comment::id, Json.BY_ID))
                .toList();
        return Cursors.page(found, Comment::id, limit);
    }

    /** Says something once for a command. */
    Comment add(Api api, Account me, Card card, UUID command, String text) {
        Texts.require("a comment", text, MOST);
        return find(api, me, card, command).orElseGet(() -> make(api, me, card, command, text));
    }

    /** Says something that the command has not said before. */
    Comment make(Api api, Account me, Card card, UUID command, String text) {
        String path = path(card);
        JsonNode item = api.post(path, Json.object().put("text", CommandMark.put(text, command)));
        return settle(api, me, pages.read(api, path), command)
                .orElseGet(() -> said(item, Map.of(me.id(), me.name())).comment());
    }

    /** What a command has said before. */
    Optional<Comment> find(Api api, Account me, Card card, UUID command) {
        return settle(api, me, walk(api, card, LOOK_BACK, said -> said.isOf(command)), command);
    }

    /** Leaves the oldest comment of a command, which a request that was taken for lost may have made too. */
    private static Optional<Comment> settle(Api api, Account me, List<Said> all, UUID command) {
        List<Said> made = all.stream()
                .filter(said -> said.isOf(command))
                .sorted(Comparator.comparing(Said::id, Json.BY_ID))
                .toList();
        made.stream()
                .skip(1)
                .filter(said -> me.id().equals(said.user()))
                .forEach(said -> api.remove("/api/comments/" + said.id()));
        return made.stream().findFirst().map(Said::comment);
    }

    private static String path(Card card) {
        return "/api/cards/%s/comments".formatted(card.id());
    }

    /** Newest first, whole pages until one holds what is looked for. */
    private List<Said> walk(Api api, Card card, int most, Predicate<Said> last) {
        String path = path(card);
        List<Said> all = new ArrayList<>();
        while (all.size() < most) {
            List<Said> page = pages.read(
                    api,
                    all.isEmpty() ? path : path + "?beforeId=" + all.getLast().id());
            if (!all.isEmpty()
                    && !page.isEmpty()
                    && Json.BY_ID.compare(page.getFirst().id(), all.getLast().id()) >= 0) {
                throw new BoardFailure.Unavailable("Planka answers with one page of comments again and again");
            }
            all.addAll(page);
            boolean ended = page.isEmpty() || (page.size() < A_PAGE && all.size() >= card.comments());
            if (ended || page.stream().anyMatch(last)) {
                return all;
            }
        }
        return all;
    }

    private static List<Said> page(HttpAnswer answer) {
        JsonNode tree = Json.read(answer);
        Map<String, String> names = Json.each(tree.path("included"), "users")
                .map(Account::of)
                .collect(Collectors.toMap(Account::id, Account::name, (one, _) -> one));
        return Json.each(tree, "items").map(row -> said(row, names)).toList();
    }

    private static Said said(JsonNode row, Map<String, String> names) {
        String text = Json.text(row, "text");
        String user = Json.optional(row, "userId");
        Comment comment = new Comment(
                Json.text(row, "id"),
                user == null ? null : names.getOrDefault(user, user),
                CommandMark.strip(text),
                Json.createdAt(row));
        return new Said(comment.id(), user, text, comment);
    }
}
