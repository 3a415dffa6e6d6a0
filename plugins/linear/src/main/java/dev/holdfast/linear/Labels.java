package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The labels that issues of a team can have: its own and the workspace's. */
record Labels(GraphQl api, Scope scope) {

    /** An {@code IssueLabelFilter} for labels of the team and the workspace that say one of these texts, or nearly. */
    static ObjectNode filter(Scope scope, Collection<String> texts) {
        ObjectNode filter = LabelNames.filter(texts);
        ArrayNode either = filter.putArray("and").addObject().putArray("or");
        either.addObject().putObject("team").putObject("id").put("eq", scope.team());
        either.addObject().putObject("team").put("null", true);
        return filter;
    }

    /**
     * The ids of labels that say these texts; what is missing is made, in the team.
     *
     * @param known what was found of them a moment ago
     */
    List<String> require(Collection<String> texts, List<JsonNode> known, Deadline deadline) {
        List<String> ids = new ArrayList<>();
        for (String text : texts) {
            ids.add(find(text, known).orElseGet(() -> make(text, known, deadline)));
        }
        return ids;
    }

    private String make(String text, List<JsonNode> known, Deadline deadline) {
        if (!isTaken(text, known)) {
            try {
                return create(Json.object().put("name", text), deadline);
            } catch (BoardFailure.Rejected e) {
                List<JsonNode> now = search(text, deadline);
                Optional<String> madeMeanwhile = find(text, now);
                if (madeMeanwhile.isPresent()) {
                    return madeMeanwhile.get();
                }
                if (!isTaken(text, now)) {
                    throw unusable();
                }
            }
        }
        return makeSubstitute(text, deadline);
    }

    private String makeSubstitute(String text, Deadline deadline) {
        ObjectNode input = Json.object()
                .put("name", LabelNames.substitute(text))
                .put("description", LabelNames.substituteDescription(text));
        try {
            return create(input, deadline);
        } catch (BoardFailure.Rejected e) {
            return find(text, search(text, deadline)).orElseThrow(Labels::unusable);
        }
    }

    private String create(ObjectNode input, Deadline deadline) {
        ObjectNode variables = Json.object();
        variables.set("input", input.put("teamId", scope.team()));
        return api.call(Documents.CREATE_LABEL, variables, deadline)
                .path("issueLabelCreate")
                .path("issueLabel")
                .path("id")
                .asText();
    }

    private List<JsonNode> search(String text, Deadline deadline) {
        ObjectNode variables = Json.object();
        variables.set("filter", filter(scope, List.of(text)));
        return Json.nodes(api.call(Documents.FIND_LABELS, variables, deadline).path("issueLabels"));
    }

    private static Optional<String> find(String text, List<JsonNode> labels) {
        return labels.stream()
                .filter(label -> !label.path("isGroup").asBoolean())
                .filter(label -> LabelNames.text(label).equals(text))
                .map(label -> label.path("id").asText())
                .min(String::compareTo);
    }

    private static boolean isTaken(String name, List<JsonNode> labels) {
        return labels.stream().anyMatch(label -> label.path("name").asText().equalsIgnoreCase(name));
    }

    private static BoardFailure unusable() {
        return new BoardFailure.Rejected("Linear takes no label of this name; use a shorter one, or another");
    }
}
