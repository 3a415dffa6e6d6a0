package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Priority;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds and removes single labels: an issue's list of them is never replaced, as that would lose what others added. */
final class Labels {

    private final Api api;
    private final Mapping mapping;

    Labels(Api api, Mapping mapping) {
        this.api = api;
        this.mapping = mapping;
    }

    /**
     * What a task's labels and priority are on GitHub.
     *
     * @throws BoardFailure.Rejected for a label that says a priority
     */
    Set<String> wanted(Collection<String> labels, @Nullable Priority priority) {
        Set<String> wanted = labels.stream().map(this::plain).collect(Collectors.toCollection(HashSet::new));
        if (mapping.labelsPriorities() && priority != null) {
            wanted.add(label(priority));
        }
        return wanted;
    }

    private String plain(String label) {
        String there = mapping.toGithub(label);
        if (mapping.labelled(there).isPresent()) {
            throw new BoardFailure.Rejected("The label says a priority on this board; set the priority");
        }
        return there;
    }

    private String label(Priority priority) {
        return mapping.label(priority)
                .orElseThrow(
                        () -> new BoardFailure.Rejected("No label is configured for the priority " + priority.title()));
    }

    /** Adds those that are missing; names that differ by case alone are one label to GitHub. */
    void add(Issue issue, Set<String> labels, Deadline deadline) {
        List<String> missing = labels.stream()
                .filter(label -> issue.labels().stream().noneMatch(label::equalsIgnoreCase))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            ObjectNode body = Json.object();
            ArrayNode names = body.putArray("labels");
            missing.forEach(names::add);
            require(missing, api.send("POST", path(issue), body, deadline));
        }
    }

    /** Removes those that are there, as the repository spells them. */
    void remove(Issue issue, Collection<String> labels, Deadline deadline) {
        for (String present : issue.labels()) {
            if (labels.stream().anyMatch(present::equalsIgnoreCase)) {
                remove(issue, present, deadline);
            }
        }
    }

    private void remove(Issue issue, String label, Deadline deadline) {
        JsonNode left;
        try {
            left = api.delete(path(issue) + "/" + Api.segment(label), deadline);
        } catch (BoardFailure.NotFound e) {
            return; // Somebody else removed it.
        }
        if (names(left).contains(label)) {
            throw dropped();
        }
    }

    /** Sets the label of a priority, or takes it away. */
    void priority(Issue issue, @Nullable Priority priority, Deadline deadline) {
        Set<String> wanted = priority == null ? Set.of() : Set.of(label(priority));
        add(issue, wanted, deadline);
        remove(
                issue,
                issue.labels().stream()
                        .filter(label -> mapping.labelled(label).isPresent()
                                && wanted.stream().noneMatch(label::equalsIgnoreCase))
                        .toList(),
                deadline);
    }

    /** Without access to the repository GitHub drops labels without a word. */
    static void require(Collection<String> wanted, JsonNode labels) {
        Set<String> there = names(labels);
        if (!wanted.stream().allMatch(label -> there.stream().anyMatch(label::equalsIgnoreCase))) {
            throw dropped();
        }
    }

    static BoardFailure.Unauthorized dropped() {
        return new BoardFailure.Unauthorized("GitHub does not let this token change labels; give it write access");
    }

    private static Set<String> names(JsonNode labels) {
        return Json.elements(labels).stream()
                .map(label -> label.path("name").asText())
                .collect(Collectors.toSet());
    }

    private String path(Issue issue) {
        return api.repository("/issues/" + issue.number() + "/labels");
    }
}
