package dev.holdfast.linear;

import dev.holdfast.spi.Content;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the stand-in keeps: a workspace with one user and one team that has Linear's standard statuses. */
final class Workspace {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    final Node root = new Node();
    final Map<String, Content> files = new ConcurrentHashMap<>();
    final Node organization = new Node().with("id", newId()).with("urlKey", "acme");
    final Node user = new Node().with("id", newId()).with("name", "Ada Example").with("displayName", "ada");
    private Instant last = Instant.EPOCH;

    Workspace() {
        root.put("viewer", user);
    }

    Node team(String key, String name) {
        Node team = made(new Node().with("key", key).with("name", name).with("organization", organization));
        root.list("teams").add(team);
        state(team, "Triage", "triage", 0);
        state(team, "Backlog", "backlog", 0);
        state(team, "Todo", "unstarted", 1);
        state(team, "In Progress", "started", 2);
        state(team, "Done", "completed", 3);
        state(team, "Canceled", "canceled", 4);
        return team;
    }

    Node state(Node team, String name, String type, double position) {
        Node state = made(new Node().with("name", name).with("type", type).with("position", position));
        team.list("states").add(state.with("team", team).with("color", "#95a2b3"));
        return state;
    }

    Node project(Node team, String name) {
        Node project = made(new Node().with("name", name).with("url", "https://linear.app/acme/project/" + name));
        project.list("accessibleTeams").add(team);
        root.list("projects").add(project);
        return project;
    }

    Node label(@Nullable Node team, String name) {
        Node label = made(new Node().with("name", name).with("team", team).with("isGroup", false));
        root.list("issueLabels").add(label);
        return label;
    }

    /** An issue as somebody else makes it. */
    Node issue(Node team, String title) {
        Node issue = made(new Node().with("title", title).with("team", team).with("priority", 0))
                .with("state", team.list("states").get(2));
        root.list("issues").add(issue);
        return issue.with(
                        "identifier",
                        team.text("key") + "-" + root.list("issues").size())
                .with("url", "https://linear.app/acme/issue/" + issue.get("identifier"));
    }

    /** Gives a node its id, unless it has one, and its times, which differ from those of all others. */
    Node made(Node node) {
        if (node.get("id") == null) {
            node.put("id", newId());
        }
        String now = tick();
        return node.with("createdAt", now).with("updatedAt", now);
    }

    String tick() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return MILLIS.format(last);
    }

    List<Node> all(String kind) {
        return root.list(kind);
    }

    Optional<Node> find(String kind, @Nullable Object id) {
        return all(kind).stream()
                .filter(node -> node.id().equals(id)
                        || (kind.equals("issues") && node.text("identifier").equals(id)))
                .findFirst();
    }

    /** @throws ApiError as Linear says it */
    Node require(String kind, String type, @Nullable Object id) {
        return find(kind, id)
                .filter(node -> kind.equals("issues") || !node.isArchived())
                .orElseThrow(() -> ApiError.notFound(type));
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
