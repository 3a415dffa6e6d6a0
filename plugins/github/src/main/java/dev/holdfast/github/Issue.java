package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An issue, and its item on the board's project.
 *
 * @param node its id in GraphQL
 * @param database its id in bodies of REST
 * @param number its id in addresses
 * @param blockers ids of the tasks that it waits for, with the numbers that REST wants for them
 * @param parent id of the task that it is a part of, or null
 * @param parts numbers of the issues of this repository that are parts of it, the oldest first
 * @param item null when it is not on the board
 */
record Issue(
        String node,
        long database,
        int number,
        String title,
        Body body,
        boolean closed,
        Instant createdAt,
        Instant updatedAt,
        int comments,
        Set<String> labels,
        Map<String, Long> blockers,
        @Nullable String parent,
        List<String> parts,
        @Nullable Item item) {

    Issue {
        labels = Set.copyOf(labels);
        blockers = Map.copyOf(blockers);
        parts = List.copyOf(parts);
    }

    /**
     * Reads what the fragment of an issue asks for.
     *
     * @param project id of the board's project
     */
    static Issue of(JsonNode issue, Settings settings, String project) {
        Map<String, Long> blockers = new LinkedHashMap<>();
        Json.elements(issue.path("blockedBy").path("nodes"))
                .forEach(other -> blockers.put(id(other, settings), database(other)));
        JsonNode parent = issue.path("parent");
        return new Issue(
                Json.text(issue, "id"),
                database(issue),
                issue.path("number").asInt(),
                Json.text(issue, "title"),
                Body.of(Json.text(issue, "body")),
                Json.text(issue, "state").equals("CLOSED"),
                Json.time(issue, "createdAt"),
                Json.time(issue, "updatedAt"),
                issue.path("comments").path("totalCount").asInt(),
                Json.elements(issue.path("labels").path("nodes")).stream()
                        .map(label -> Json.text(label, "name"))
                        .collect(Collectors.toSet()),
                blockers,
                parent.isObject() ? id(parent, settings) : null,
                parts(issue, settings),
                Json.elements(issue.path("projectItems").path("nodes")).stream()
                        .filter(item -> item.path("project").path("id").asText().equals(project))
                        .map(Item::of)
                        .findFirst()
                        .orElse(null));
    }

    private static List<String> parts(JsonNode issue, Settings settings) {
        return Json.elements(issue.path("subIssues").path("nodes")).stream()
                .filter(part -> isHere(part, settings))
                .map(part -> part.path("number").asInt())
                .sorted()
                .map(String::valueOf)
                .toList();
    }

    static boolean isHere(JsonNode issue, Settings settings) {
        return Json.text(issue.path("repository"), "nameWithOwner").equalsIgnoreCase(settings.repository());
    }

    /** The id of a task: the issue's number, with its repository when that is another one. */
    private static String id(JsonNode issue, Settings settings) {
        String number = issue.path("number").asText();
        return isHere(issue, settings) ? number : Json.text(issue.path("repository"), "nameWithOwner") + "#" + number;
    }

    /** Read as a text, for it is beyond 32 bits in new issues. */
    static long database(JsonNode issue) {
        try {
            return Long.parseLong(Json.text(issue, "fullDatabaseId"));
        } catch (NumberFormatException e) {
            throw new BoardFailure.Unavailable("GitHub answered with an id that is none");
        }
    }

    String id() {
        return Integer.toString(number);
    }

    /** @throws BoardFailure.NotFound when the issue is not on the board */
    Item onBoard() {
        if (item == null) {
            throw new BoardFailure.NotFound("There is no such task on the board");
        }
        return item;
    }
}
