package dev.holdfast.github;

import dev.holdfast.github.World.IssueRow;
import dev.holdfast.github.World.ItemRow;
import dev.holdfast.github.World.ProjectRow;
import graphql.schema.DataFetchingEnvironment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The world as GraphQL shows it. */
final class Views {

    private final World world;

    Views(World world) {
        this.world = world;
    }

    private static Object with(Function<DataFetchingEnvironment, @Nullable Object> function) {
        return function;
    }

    private static String text(DataFetchingEnvironment env, String name) {
        return Objects.requireNonNull(env.<String>getArgument(name));
    }

    private static int number(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.<Integer>getArgument("number"));
    }

    Map<String, Object> query() {
        return Map.of(
                "viewer",
                Map.of("__typename", "User", "id", "U_1", "login", "holdfast-bot"),
                "node",
                with(env -> world.projects.stream()
                        .filter(_ -> !world.gone)
                        .filter(project -> project.id.equals(env.getArgument("id")))
                        .findFirst()
                        .map(this::project)
                        .orElseThrow(() -> absent("node"))),
                "repository",
                with(env -> {
                    if (world.gone
                            || !World.OWNER.equals(env.getArgument("owner"))
                            || !World.REPO.equals(env.getArgument("name"))) {
                        throw absent("Repository");
                    }
                    return repository(world.name);
                }),
                "repositoryOwner",
                with(env -> World.OWNER.equals(env.getArgument("login")) ? owner() : null));
    }

    static Refusal absent(String what) {
        return Refusal.graph("NOT_FOUND", "Could not resolve to a " + what + " with what was given.");
    }

    private Map<String, Object> owner() {
        return Map.of(
                "__typename",
                world.ownedByUser ? "User" : "Organization",
                "id",
                "O_1",
                "login",
                World.OWNER,
                "projectV2",
                with(env -> world.projects.stream()
                        .filter(project -> project.number == number(env))
                        .findFirst()
                        .map(this::project)
                        .orElseThrow(() -> absent("ProjectV2"))),
                "projectsV2",
                with(env -> Connections.of(
                        world.projects,
                        project -> project.id,
                        project -> project.hidden ? null : project(project),
                        env)));
    }

    private Map<String, Object> repository(String name) {
        Map<String, Object> repository = new HashMap<>();
        repository.put("id", "R_1");
        repository.put("nameWithOwner", name);
        repository.put("viewerPermission", world.permission);
        repository.put("hasIssuesEnabled", world.issuesEnabled);
        repository.put("isEmpty", world.branches.isEmpty());
        repository.put(
                "issue",
                with(env -> world.issue(number(env))
                        .filter(issue -> !issue.pull)
                        .map(this::issue)
                        .orElseThrow(() -> absent("Issue"))));
        repository.put("issues", with(this::issues));
        repository.put(
                "ref",
                with(env ->
                        world.branches.containsKey(text(env, "qualifiedName").replaceFirst("^refs/heads/", ""))
                                ? Map.of("id", "REF_1", "name", "branch")
                                : null));
        repository.put("object", with(env -> {
            String[] parts = text(env, "expression").split(":", 2);
            TreeMap<String, byte[]> files = world.branches.get(parts[0]);
            return files == null ? null : TreeViews.tree(files, parts[1] + "/");
        }));
        return repository;
    }

    private Object issues(DataFetchingEnvironment env) {
        Map<String, Object> order = Objects.requireNonNull(env.getArgument("orderBy"));
        if (!order.equals(Map.of("field", "CREATED_AT", "direction", "ASC"))) {
            throw Refusal.unknown("The stand-in knows the oldest first only");
        }
        List<String> labels = env.getArgument("labels");
        List<String> states = env.getArgument("states");
        List<IssueRow> all = world.issues.values().stream()
                .filter(issue -> !issue.pull && !issue.deleted && issue.movedTo == null)
                .filter(issue -> labels == null
                        || labels.stream()
                                .anyMatch(label -> issue.labels.stream().anyMatch(label::equalsIgnoreCase)))
                .filter(issue -> states == null || states.contains(state(issue)))
                .toList();
        return Connections.of(all, issue -> issue.node, this::issue, env);
    }

    private static String state(IssueRow issue) {
        return issue.closedAs == null ? "OPEN" : "CLOSED";
    }

    Map<String, Object> issue(IssueRow issue) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("__typename", issue.pull ? "PullRequest" : "Issue");
        shown.put("id", issue.node);
        shown.put("fullDatabaseId", Long.toString(issue.database));
        shown.put("number", issue.number);
        shown.put("title", issue.title);
        shown.put("body", issue.body);
        shown.put("state", state(issue));
        shown.put("createdAt", issue.created);
        shown.put("updatedAt", issue.updated);
        shown.put("repository", with(_ -> repository(issue.repository)));
        shown.put("comments", Map.of("totalCount", issue.comments.size()));
        shown.put(
                "labels",
                with(env -> Connections.of(
                        List.copyOf(issue.labels),
                        name -> name,
                        name -> Map.of("id", "LA_" + name, "name", name),
                        env)));
        shown.put("blockedBy", with(env -> connection(List.copyOf(issue.blockers), env)));
        shown.put(
                "blocking",
                with(env -> connection(
                        world.issues.values().stream()
                                .filter(other -> other.blockers.contains(issue))
                                .toList(),
                        env)));
        shown.put("subIssues", with(env -> connection(issue.parts, env)));
        shown.put("parent", with(_ -> parent(issue.parent)));
        shown.put(
                "projectItems",
                with(env -> Connections.of(
                        world.items.stream()
                                .filter(item -> item.issue == issue)
                                .filter(item ->
                                        !item.archived || Boolean.TRUE.equals(env.getArgument("includeArchived")))
                                .toList(),
                        item -> item.id,
                        item -> item.project.hidden ? null : item(item),
                        env)));
        return shown;
    }

    private @Nullable Object parent(@Nullable IssueRow parent) {
        if (parent != null && parent.hidden) {
            throw Refusal.graph("FORBIDDEN", "Resource not accessible by personal access token");
        }
        return parent == null ? null : issue(parent);
    }

    private Map<String, Object> connection(List<IssueRow> issues, DataFetchingEnvironment env) {
        return Connections.of(issues, issue -> issue.node, issue -> issue.hidden ? null : issue(issue), env);
    }

    Map<String, Object> project(ProjectRow project) {
        return Map.of(
                "__typename",
                "ProjectV2",
                "id",
                project.id,
                "title",
                project.title,
                "number",
                project.number,
                "url",
                "https://github.com/orgs/" + World.OWNER + "/projects/" + project.number,
                "closed",
                false,
                "updatedAt",
                project.updated,
                "viewerCanUpdate",
                project.writable,
                "fields",
                with(env -> Connections.of(project.fields, field -> field.id, FieldViews::field, env)),
                "items",
                with(env -> Connections.of(
                        world.items.stream()
                                .filter(item -> item.project == project && !item.archived)
                                // People drag items about.
                                .sorted(Comparator.comparingInt((ItemRow item) -> item.id.hashCode())
                                        .thenComparing(item -> item.id))
                                .toList(),
                        item -> item.id,
                        this::item,
                        env)));
    }

    Map<String, Object> item(ItemRow item) {
        return Map.of(
                "id",
                item.id,
                "isArchived",
                item.archived,
                "updatedAt",
                item.updated,
                "project",
                with(_ -> project(item.project)),
                "content",
                with(_ -> issue(item.issue)),
                "fieldValueByName",
                with(env -> item.project
                        .field(Objects.requireNonNull(env.getArgument("name")))
                        .map(field -> FieldViews.value(field, item.values.get(field.id)))
                        .orElse(null)));
    }
}
