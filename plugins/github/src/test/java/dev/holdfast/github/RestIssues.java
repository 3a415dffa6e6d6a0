package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.github.World.CommentRow;
import dev.holdfast.github.World.IssueRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues and what hangs on them, over REST. */
final class RestIssues {

    private static final int LONGEST_BODY = 65_536;
    private static final int MOST_BLOCKERS = 50;

    private final World world;

    RestIssues(World world) {
        this.world = world;
    }

    Reply list(Call call) {
        call.taking("state", "sort", "direction", "per_page", "page");
        boolean byChange = call.query().getOrDefault("sort", "").equals("updated");
        if (!call.query().getOrDefault("state", "").equals("all")
                || !call.query().getOrDefault("direction", "").equals("desc")) {
            throw Refusal.unknown("The stand-in lists all issues, the newest first");
        }
        Comparator<IssueRow> byNumber = Comparator.comparingInt(issue -> issue.number);
        Comparator<IssueRow> byUpdate = Comparator.comparing(issue -> issue.updated);
        return page(
                call,
                world.issues.values().stream()
                        .filter(issue -> !issue.deleted && issue.movedTo == null)
                        .sorted((byChange ? byUpdate.thenComparing(byNumber) : byNumber).reversed())
                        .map(this::issue)
                        .toList());
    }

    private static Reply page(Call call, List<?> all) {
        int size = call.number("per_page", 30, 100);
        int from = Math.min(all.size(), (call.number("page", 1, Integer.MAX_VALUE) - 1) * size);
        int to = Math.min(all.size(), from + size);
        Reply reply = Reply.json(200, all.subList(from, to));
        return to < all.size() ? reply.with("Link", "<https://api.github.com/next>; rel=\"next\"") : reply;
    }

    Reply create(Call call) {
        JsonNode body = call.taking().body("title", "body", "labels");
        if (!world.issuesEnabled) {
            throw Refusal.rest(410, "Issues has been disabled in this repository.");
        }
        IssueRow issue = world.add(call.text("title"), limited(body.path("body").asText("")));
        if (!world.permission.equals("READ")) {
            body.path("labels").forEach(label -> issue.labels.add(world.label(label.asText())));
        }
        return Reply.json(201, issue(issue));
    }

    private static String limited(String body) {
        if (body.length() > LONGEST_BODY) {
            throw Refusal.rest(422, "Validation Failed");
        }
        return body;
    }

    Reply update(Call call, int number) {
        JsonNode body = call.taking().body("title", "body", "state", "state_reason");
        IssueRow issue = issue(number);
        writable();
        if (body.has("title")) {
            issue.title = call.text("title");
        }
        if (body.has("body")) {
            issue.body = limited(call.text("body"));
        }
        if (body.has("state")) {
            issue.closedAs = call.text("state").equals("closed")
                    ? body.path("state_reason").asText("completed")
                    : null;
        }
        issue.touch();
        return Reply.json(200, issue(issue));
    }

    private void writable() {
        if (world.permission.equals("READ")) {
            throw Refusal.rest(403, "Must have admin rights to Repository.");
        }
    }

    Reply comments(Call call, int number) {
        IssueRow issue = issue(number);
        return page(
                call.taking("since", "per_page", "page"),
                issue.comments.stream().map(RestIssues::comment).toList());
    }

    Reply comment(Call call, int number) {
        call.taking().body("body");
        IssueRow issue = issue(number);
        CommentRow comment = world.new CommentRow(limited(call.text("body")));
        issue.comments.add(comment);
        issue.touch();
        return Reply.json(201, comment(comment));
    }

    Reply addLabels(Call call, int number) {
        JsonNode body = call.taking().body("labels");
        IssueRow issue = issue(number);
        if (!world.permission.equals("READ")) {
            body.path("labels").forEach(label -> issue.labels.add(world.label(label.asText())));
            issue.touch();
        }
        return Reply.json(200, labels(issue));
    }

    Reply removeLabel(Call call, int number, String name) {
        call.taking();
        IssueRow issue = issue(number);
        if (issue.labels.stream().noneMatch(name::equalsIgnoreCase)) {
            throw Refusal.rest(404, "Label does not exist");
        }
        if (!world.permission.equals("READ")) {
            issue.labels.removeIf(name::equalsIgnoreCase);
            issue.touch();
        }
        return Reply.json(200, labels(issue));
    }

    Reply addBlocker(Call call, int number) {
        JsonNode id = call.taking().body("issue_id").path("issue_id");
        IssueRow issue = issue(number);
        IssueRow blocker = byId(id);
        if (blocker == issue || issue.blockers.size() == MOST_BLOCKERS || !issue.blockers.add(blocker)) {
            throw Refusal.rest(422, "Validation Failed");
        }
        issue.touch();
        return Reply.json(201, issue(blocker));
    }

    Reply removeBlocker(Call call, int number, long id) {
        call.taking();
        IssueRow issue = issue(number);
        IssueRow blocker = world.byDatabase(id).orElseThrow(() -> Refusal.rest(404, "Not Found"));
        if (!issue.blockers.remove(blocker)) {
            throw Refusal.rest(404, "Not Found");
        }
        issue.touch();
        return Reply.json(200, issue(blocker));
    }

    Reply addPart(Call call, int number) {
        JsonNode id = call.taking().body("sub_issue_id", "replace_parent").path("sub_issue_id");
        IssueRow parent = issue(number);
        IssueRow part = byId(id);
        if (part.parent != null) {
            throw Refusal.rest(
                    422, "Issue may not contain duplicate sub-issues and Sub issue may only have one parent");
        }
        part.parent = parent;
        parent.parts.add(part);
        parent.touch();
        return Reply.json(201, issue(parent));
    }

    private IssueRow byId(JsonNode id) {
        if (!id.isIntegralNumber()) {
            throw Refusal.rest(422, "Invalid request. An issue's id is an integer.");
        }
        return world.byDatabase(id.asLong())
                .orElseThrow(() -> Refusal.rest(404, "The provided issue could not be found."));
    }

    private IssueRow issue(int number) {
        IssueRow issue = world.issues.get(number);
        if (issue != null && issue.deleted) {
            throw Refusal.rest(410, "This issue was deleted");
        }
        if (issue != null && issue.movedTo != null) {
            throw Refusal.rest(301, "Moved Permanently");
        }
        if (issue == null) {
            throw Refusal.rest(404, "Not Found");
        }
        return issue;
    }

    private Map<String, ?> issue(IssueRow issue) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", issue.database);
        shown.put("node_id", issue.node);
        shown.put("number", issue.number);
        shown.put("title", issue.title);
        shown.put("user", Map.of("login", "holdfast-bot", "id", 1));
        shown.put("labels", labels(issue));
        shown.put("state", issue.closedAs == null ? "open" : "closed");
        shown.put("state_reason", issue.closedAs);
        shown.put(
                "assignees",
                issue.assignees.stream().map(login -> Map.of("login", login)).toList());
        shown.put("comments", issue.comments.size());
        shown.put("created_at", issue.created.toString());
        shown.put("updated_at", issue.updated.toString());
        shown.put("body", issue.body.isEmpty() ? null : issue.body);
        if (issue.pull) {
            shown.put("pull_request", Map.of("url", "https://api.github.com/pulls/" + issue.number));
        }
        return shown;
    }

    private static List<Map<String, Object>> labels(IssueRow issue) {
        List<Map<String, Object>> labels = new ArrayList<>();
        issue.labels.forEach(name -> labels.add(Map.of("name", name, "color", "ededed", "default", false)));
        return labels;
    }

    private static Map<String, Object> comment(CommentRow comment) {
        return Map.of(
                "id",
                comment.database,
                "node_id",
                "IC_" + comment.database,
                "user",
                Map.of("login", "holdfast-bot", "id", 1),
                "body",
                comment.body,
                "created_at",
                comment.created.toString(),
                "updated_at",
                comment.created.toString());
    }
}
