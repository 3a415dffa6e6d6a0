package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import java.util.Optional;
import java.util.stream.Stream;
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
        if (id == null) {
            id = find(api)
                    .orElseThrow(() -> new BoardFailure.NotFound(
                            "The project has no board of this name that the account may see; set it up"));
            known = id;
        }
        return id;
    }

    /** The board's id, once the board is there. */
    String make(Api api) {
        Named place = named;
        if (known == null && place != null && find(api).isEmpty()) {
            JsonNode _ = api.post(
                    "/api/projects/%s/boards".formatted(place.project()),
                    Json.object()
                            .put(
                                    "position",
                                    Positions.after(boards(api, place)
                                            .mapToDouble(board ->
                                                    board.path("position").asDouble())))
                            .put("name", place.name()));
        }
        return id(api);
    }

    /** Looks for it anew: it was not where it had been. */
    void forget() {
        if (named != null) {
            known = null;
        }
    }

    /** Calls that are made at once may make two boards; all use the older. */
    private Optional<String> find(Api api) {
        Named place = named;
        return place == null
                ? Optional.empty()
                : boards(api, place)
                        .filter(board -> place.name().equals(Json.optional(board, "name")))
                        .map(board -> Json.text(board, "id"))
                        .min(Json.BY_ID);
    }

    private static Stream<JsonNode> boards(Api api, Named place) {
        return Json.each(api.get("/api/projects/" + place.project()).path("included"), "boards");
    }
}
