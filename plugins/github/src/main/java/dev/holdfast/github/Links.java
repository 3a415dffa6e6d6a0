package dev.holdfast.github;

import dev.holdfast.spi.Deadline;
import java.util.Map;
import java.util.Set;

/** What an issue waits for, and what it is a part of. */
final class Links {

    private final Api api;

    Links(Api api) {
        this.api = api;
    }

    /**
     * Makes an issue wait for others.
     *
     * @param numbers that REST wants for them, by task
     */
    void add(int issue, Set<String> present, Map<String, Long> numbers, Deadline deadline) {
        numbers.forEach((task, number) -> {
            if (!present.contains(task)) {
                api.send("POST", blockers(issue), Json.object().put("issue_id", number), deadline);
            }
        });
    }

    /** Makes an issue wait for nothing but these. */
    void keep(Issue issue, Set<String> wanted, Deadline deadline) {
        issue.blockers().forEach((task, number) -> {
            if (!wanted.contains(task)) {
                api.delete(blockers(issue.number()) + "/" + number, deadline);
            }
        });
    }

    /** Makes an issue a part of another. */
    void part(int parent, long part, Deadline deadline) {
        api.send(
                "POST",
                api.repository("/issues/" + parent + "/sub_issues"),
                Json.object().put("sub_issue_id", part),
                deadline);
    }

    private String blockers(int issue) {
        return api.repository("/issues/" + issue + "/dependencies/blocked_by");
    }
}
