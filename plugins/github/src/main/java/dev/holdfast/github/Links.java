package dev.holdfast.github;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.util.Map;
import java.util.Set;

/** What an issue waits for, and what it is a part of. */
final class Links {

    /** How many issues GitHub lets one wait for. */
    private static final int MOST = 50;

    private final Api api;

    Links(Api api) {
        this.api = api;
    }

    /** @throws BoardFailure.Rejected for more tasks than an issue can wait for */
    static void requireFew(Set<String> tasks) {
        if (tasks.size() > MOST) {
            throw new BoardFailure.Rejected("On GitHub a task waits for %d others at most".formatted(MOST));
        }
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
