package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads single issues with their items. */
final class Issues {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Settings settings;
    private final Api api;

    Issues(Settings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    /** @throws BoardFailure.NotFound for all but the plain number of an issue of the repository */
    static int number(String task) {
        if (!NUMBER.matcher(task).matches()) {
            throw new BoardFailure.NotFound(
                    "There is no such task on the board; a task's id is its issue's number alone, like 12");
        }
        return Integer.parseInt(task);
    }

    /** The issue, on the board or not; none when it was deleted or transferred, or is a pull request. */
    Optional<Issue> find(int number, Layout layout, Deadline deadline) {
        ObjectNode variables = layout.variables().put("number", number);
        JsonNode issue = api.graph(Documents.issue(settings), variables, deadline)
                .path("repository")
                .path("issue");
        return read(issue, layout).filter(found -> found.number() == number);
    }

    /** @throws BoardFailure.NotFound when it is not on the board */
    Issue require(String task, Layout layout, Deadline deadline) {
        Issue issue = find(number(task), layout, deadline).orElseThrow(Issues::absent);
        issue.onBoard();
        return issue;
    }

    Task task(int number, Layout layout, Deadline deadline) {
        return Tasks.of(find(number, layout, deadline).orElseThrow(Issues::absent), layout);
    }

    /** An issue that is in the repository still. */
    Optional<Issue> read(JsonNode issue, Layout layout) {
        return issue.isObject() && Issue.isHere(issue, settings)
                ? Optional.of(Issue.of(issue, settings, layout.project().id()))
                : Optional.empty();
    }

    /**
     * Tasks of the board with the numbers that REST wants for them in bodies.
     *
     * @throws BoardFailure.NotFound when one of them is not on the board
     */
    Map<String, Long> numbers(Collection<String> tasks, Layout layout, Deadline deadline) {
        Map<String, Long> numbers = new TreeMap<>();
        if (tasks.isEmpty()) {
            return numbers;
        }
        List<Integer> wanted = new ArrayList<>();
        tasks.forEach(task -> wanted.add(number(task)));
        ObjectNode variables = Json.object().put("owner", settings.owner()).put("repo", settings.repo());
        JsonNode found = api.graph(document(wanted), variables, deadline).path("repository");
        for (int number : wanted) {
            numbers.put(Integer.toString(number), onBoard(found.path("i" + number), layout));
        }
        return numbers;
    }

    private static String document(Collection<Integer> numbers) {
        StringBuilder document = new StringBuilder(
                "query Numbers($owner: String!, $repo: String!) {\n  repository(owner: $owner, name: $repo) {\n");
        numbers.stream()
                .distinct()
                .forEach(number ->
                        document.append("    i%d: issue(number: %d) { ...Number }\n".formatted(number, number)));
        return document.append("""
                          }
                        }
                        fragment Number on Issue {
                          fullDatabaseId repository { nameWithOwner }
                          projectItems(first: 20, includeArchived: false) { nodes { project { id } } }
                        }
                        """).toString();
    }

    private long onBoard(JsonNode issue, Layout layout) {
        boolean there = issue.isObject()
                && Issue.isHere(issue, settings)
                && Json.elements(issue.path("projectItems").path("nodes")).stream()
                        .anyMatch(item -> item.path("project")
                                .path("id")
                                .asText()
                                .equals(layout.project().id()));
        if (!there) {
            throw new BoardFailure.NotFound("A task that is named as a dependency or parent is not on the board");
        }
        return Issue.database(issue);
    }

    static BoardFailure.NotFound absent() {
        return new BoardFailure.NotFound("There is no such task on the board");
    }
}
