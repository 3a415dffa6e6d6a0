package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * A change of what an issue waits for: a relation of type {@code blocks} goes from the blocker to the one that waits.
 *
 * @param added ids of the issues that it is to wait for
 * @param gone relations that are there
 */
record Relations(Connection connection, Collection<String> added, Collection<JsonNode> gone) {

    /**
     * Makes and unmakes relations of one issue.
     *
     * @param changed whether the command has changed something before: it may not be refused any more
     * @return whether there was anything to do
     */
    boolean set(UUID command, JsonNode issue, boolean changed, Deadline deadline) {
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
            List<JsonNode> now = now(waiting, deadline);
            long done = added.stream().filter(blocker -> waitsFor(now, blocker)).count()
                    + gone.stream().filter(relation -> !isThere(now, relation)).count();
            if (done < added.size() + gone.size()) {
                throw changed || done > 0
                        ? new BoardFailure.Unavailable("Linear carried the change out in part", e)
                        : e;
            }
        }
        return true;
    }

    /** What the issue waits for by now: another call, of the same command perhaps, may have changed it. */
    private List<JsonNode> now(String waiting, Deadline deadline) {
        JsonNode issue = connection
                .api()
                .call(
                        Documents.READ_ISSUE,
                        Json.object().put("id", waiting).put("nested", Issues.NESTED_ALONE),
                        deadline)
                .path("issue");
        new Nested(connection.api()).complete(issue, deadline);
        return Tasks.blockers(issue);
    }

    private static boolean waitsFor(List<JsonNode> relations, String blocker) {
        return relations.stream()
                .anyMatch(relation -> relation.path("issue").path("id").asText().equals(blocker));
    }

    private static boolean isThere(List<JsonNode> relations, JsonNode relation) {
        return relations.stream().anyMatch(other -> other.path("id").equals(relation.path("id")));
    }
}
