package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which board it is: by its id, or by its name in a project. Thread-safe. */
final class BoardPlace {

    private record Named(String project, String name) {}

    private final @Nullable Named named;
    private volatile @Nullable String known;

    private BoardPlace(@Nullable Named named, @Nullable String known) {
        this.named = named;
        this.known = known;
    }

    static BoardPlace of(String board) {
        return new BoardPlace(null, board);
    }

    static BoardPlace named(String project, String name) {
        return new BoardPlace(new Named(project, name), null);
    }

    /**
     * The board's id.
     *
     * @throws BoardFailure.NotFound when the project has no such board
     */
    String id(Api api) {
        String id = known;
        Named place = named;
        if (id == null && place != null) {
            id = oldest(boards(api, place), place);
            known = id;
        }
        if (id == null) {
            throw new BoardFailure.NotFound(
                    "The project has no board of this name that the account may see; set it up");
        }
        return id;
    }

    /** The board's id, once the board is there; one that was known may be gone since. */
    String make(Api api) {
        Named place = named;
        if (place != null) {
            List<JsonNode> boards = boards(api, place);
            known = oldest(boards, place);
            if (known == null) {
                JsonNode _ = api.post(
                        "/api/projects/%s/boards".formatted(place.project()),
                        Json.object()
                                .put(
                                        "position",
                                        Positions.after(boards.stream()
                                                .mapToDouble(board ->
                                                        board.path("position").asDouble())))
                                .put("name", place.name()));
            }
        }
        return id(api);
    }

    /** Looks for it anew: it was not where it had been. */
    void forget() {
        if (named != null) {
            known = null;
        }
    }

    private static List<JsonNode> boards(Api api, Named place) {
        return Json.each(api.get("/api/projects/" + place.project()).path("included"), "boards")
                .toList();
    }

    /** Calls that are made at once may make two boards of a name; all use the older. */
    private static @Nullable String oldest(List<JsonNode> boards, Named place) {
        return boards.stream()
                .filter(board -> place.name().equals(Json.optional(board, "name")))
                .map(board -> Json.text(board, "id"))
                .min(Json.BY_ID)
                .orElse(null);
    }
}
