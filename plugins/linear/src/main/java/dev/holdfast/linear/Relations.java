package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What issues wait for: a relation of type {@code blocks} from the blocker to the one that waits. */
record Relations(Connection connection) {

    /**
     * Makes and unmakes relations of one issue.
     *
     * @param added ids of the issues that it is to wait for
     * @param gone relations that are there
     * @return whether there was anything to do
     */
    boolean set(UUID command, JsonNode issue, Collection<String> added, Collection<JsonNode> gone, Deadline deadline) {
        if (added.isEmpty() && gone.isEmpty()) {
            return false;
        }
        ObjectNode variables = Json.object();
        String waiting = issue.path("id").asText();
        int made = 0;
        for (String blocker : added) {
            variables
                    .putObject("made" + made++)
                    .put("id", ClientIds.derived(command, blocker))
                    .put("type", "blocks")
                    .put("issueId", blocker)
                    .put("relatedIssueId", waiting);
        }
        int unmade = 0;
        for (JsonNode relation : gone) {
            variables.put("gone" + unmade++, relation.path("id").asText());
        }
        try {
            connection.api().call(Documents.relate(made, unmade), variables, deadline);
        } catch (BoardFailure.Rejected | BoardFailure.NotFound e) {
            if (!isSet(waiting, added, gone, deadline)) {
                throw e;
            }
        }
        return true;
    }

    /** Whether another call, of the same command perhaps, has done it meanwhile. */
    private boolean isSet(String waiting, Collection<String> added, Collection<JsonNode> gone, Deadline deadline) {
        JsonNode issue = connection
                .api()
                .call(
                        Documents.READ_ISSUE,
                        Json.object().put("id", waiting).put("nested", Issues.NESTED_ALONE),
                        deadline)
                .path("issue");
        new Nested(connection.api()).complete(issue, deadline);
        List<JsonNode> relations = Tasks.blockers(issue);
        return gone.stream()
                        .noneMatch(relation -> relations.stream()
                                .anyMatch(other -> other.path("id").equals(relation.path("id"))))
                && added.stream()
                        .allMatch(blocker -> relations.stream()
                                .anyMatch(relation -> relation.path("issue")
                                        .path("id")
                                        .asText()
                                        .equals(blocker)));
    }
}
