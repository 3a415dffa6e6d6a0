package dev.holdfast.linear;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changes the stand-in's workspace; refuses what Linear does. */
record Mutations(Workspace workspace, String origin) {

    private static final List<String> STATE_TYPES = List.of("backlog", "unstarted", "started", "completed", "canceled");

    Map<String, @Nullable Object> issueCreate(Map<String, Object> input) {
        Node team = workspace.require("teams", "Team", input.get("teamId"));
        List<Node> labels = labels(input.get("labelIds"), team);
        @Nullable Node parent = optional("issues", "Issue", input.get("parentId"));
        @Nullable Node project = optional("projects", "Project", input.get("projectId"));
        Node state = state(team, input.get("stateId"));
        String id = newId("issues", input);
        Node issue = workspace.issue(team, String.valueOf(input.get("title"))).with("id", id);
        issue.with("description", input.get("description"))
                .with("priority", input.getOrDefault("priority", 0))
                .with("state", state)
                .with("project", project)
                .with("parent", parent);
        issue.list("labels").addAll(labels);
        if (parent != null) {
            parent.list("children").add(issue);
        }
        return payload("issue", issue);
    }

    Map<String, @Nullable Object> issueUpdate(String id, Map<String, Object> input) {
        Node issue = workspace.require("issues", "Issue", id);
        Node team = issue.node("team");
        List<Node> added = labels(input.get("addedLabelIds"), team);
        List<Node> removed = labels(input.get("removedLabelIds"), team);
        for (String field : List.of("title", "description", "priority")) {
            if (input.containsKey(field)) {
                issue.put(field, input.get(field));
            }
        }
        if (input.containsKey("stateId")) {
            issue.put("state", state(team, input.get("stateId")));
        }
        if (input.containsKey("assigneeId")) {
            issue.put("assignee", input.get("assigneeId") == null ? null : workspace.user);
        }
        added.stream().filter(label -> !issue.list("labels").contains(label)).forEach(issue.list("labels")::add);
        issue.list("labels").removeAll(removed);
        issue.put("updatedAt", workspace.tick());
        return payload("issue", issue);
    }

    Map<String, @Nullable Object> commentCreate(Map<String, Object> input) {
        Node issue = workspace.require("issues", "Issue", input.get("issueId"));
        Node comment = workspace.made(new Node().with("id", newId("comments", input)));
        comment.with("body", input.get("body")).with("issue", issue).with("user", workspace.user);
        workspace.all("comments").add(comment);
        issue.list("comments").add(comment);
        return payload("comment", comment);
    }

    Map<String, @Nullable Object> attachmentCreate(Map<String, Object> input) {
        Node issue = workspace.require("issues", "Issue", input.get("issueId"));
        Optional<Node> same = issue.list("attachments").stream()
                .filter(other -> Objects.equals(other.get("url"), input.get("url")))
                .findFirst();
        Node attachment = same.orElseGet(() -> {
            Node made = workspace.made(new Node().with("id", newId("attachments", input)));
            workspace.all("attachments").add(made.with("issue", issue).with("url", input.get("url")));
            issue.list("attachments").add(made);
            return made;
        });
        attachment.with("title", input.get("title")).with("metadata", input.getOrDefault("metadata", Map.of()));
        return payload("attachment", attachment);
    }

    Map<String, @Nullable Object> attachmentDelete(String id) {
        Node attachment = workspace.require("attachments", "Attachment", id);
        workspace.all("attachments").remove(attachment);
        attachment.node("issue").list("attachments").remove(attachment);
        return payload("entityId", id);
    }

    Map<String, @Nullable Object> fileUpload(Map<String, Object> arguments) {
        String id = Workspace.newId();
        Object size = arguments.get("size");
        return payload(
                "uploadFile",
                Map.of(
                        "uploadUrl",
                        origin + "/upload/" + id + "?signature=s3cr3t",
                        "assetUrl",
                        origin + "/files/" + id,
                        "contentType",
                        arguments.get("contentType"),
                        "filename",
                        arguments.get("filename"),
                        "size",
                        size,
                        "headers",
                        List.of(Map.of("key", "x-goog-content-length-range", "value", size + "," + size))));
    }

    Map<String, @Nullable Object> issueLabelCreate(Map<String, Object> input) {
        @Nullable Node team = optional("teams", "Team", input.get("teamId"));
        String name = String.valueOf(input.get("name"));
        if (workspace.all("issueLabels").stream().anyMatch(label -> clashes(label, team, name))) {
            throw ApiError.input("Duplicate label name");
        }
        return payload("issueLabel", workspace.label(team, name).with("description", input.get("description")));
    }

    private static boolean clashes(Node label, @Nullable Node team, String name) {
        return label.text("name").equalsIgnoreCase(name)
                && (label.get("team") == null || team == null || team.equals(label.get("team")));
    }

    Map<String, @Nullable Object> issueRelationCreate(Map<String, Object> input) {
        Node issue = workspace.require("issues", "Issue", input.get("issueId"));
        Node related = workspace.require("issues", "Issue", input.get("relatedIssueId"));
        if (issue.equals(related)) {
            throw ApiError.input("An issue cannot be related to itself");
        }
        Node relation = workspace.made(new Node().with("id", newId("relations", input)));
        relation.with("type", input.get("type")).with("issue", issue).with("relatedIssue", related);
        workspace.all("relations").add(relation);
        issue.list("relations").add(relation);
        related.list("inverseRelations").add(relation);
        return payload("issueRelation", relation);
    }

    Map<String, @Nullable Object> issueRelationDelete(String id) {
        Node relation = workspace.require("relations", "IssueRelation", id);
        workspace.all("relations").remove(relation);
        relation.node("issue").list("relations").remove(relation);
        relation.node("relatedIssue").list("inverseRelations").remove(relation);
        return payload("entityId", id);
    }

    Map<String, @Nullable Object> workflowStateCreate(Map<String, Object> input) {
        Node team = workspace.require("teams", "Team", input.get("teamId"));
        String name = String.valueOf(input.get("name"));
        if (!STATE_TYPES.contains(String.valueOf(input.get("type")))
                || team.list("states").stream()
                        .anyMatch(state -> state.text("name").equalsIgnoreCase(name))) {
            throw ApiError.input("Argument Validation Error");
        }
        return payload("workflowState", workspace.state(team, name, String.valueOf(input.get("type")), 9));
    }

    private List<Node> labels(@Nullable Object ids, Node team) {
        return ids instanceof List<?> many
                ? many.stream()
                        .map(id -> workspace.require("issueLabels", "IssueLabel", id))
                        .filter(label -> usable(label, team))
                        .toList()
                : List.of();
    }

    private static boolean usable(Node label, Node team) {
        if (Boolean.TRUE.equals(label.get("isGroup"))
                || (label.get("team") != null && !team.equals(label.get("team")))) {
            throw ApiError.input("The label cannot be used here");
        }
        return true;
    }

    private static Node state(Node team, @Nullable Object id) {
        return team.list("states").stream()
                .filter(state -> state.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("WorkflowState"));
    }

    private @Nullable Node optional(String kind, String type, @Nullable Object id) {
        return id == null ? null : workspace.require(kind, type, id);
    }

    private String newId(String kind, Map<String, Object> input) {
        String id = String.valueOf(input.getOrDefault("id", Workspace.newId()));
        if (!id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")) {
            throw ApiError.input("id must be a UUID");
        }
        if (workspace.find(kind, id).isPresent()) {
            throw ApiError.input("Conflict: there is one with this id");
        }
        return id;
    }

    private static Map<String, @Nullable Object> payload(String field, Object value) {
        Map<String, @Nullable Object> payload = new HashMap<>();
        payload.put("success", true);
        payload.put("lastSyncId", 1.0);
        payload.put(field, value);
        return payload;
    }
}
