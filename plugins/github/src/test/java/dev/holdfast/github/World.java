package dev.holdfast.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the stand-in keeps: one repository with its issues, and projects. Guarded by itself. */
final class World {

    static final String OWNER = "octo-org";
    static final String REPO = "compiler";
    static final String TOKEN = "github_pat_11TESTTOKEN";

    final Clock clock;
    final TreeMap<Integer, IssueRow> issues = new TreeMap<>();
    final List<ProjectRow> projects = new ArrayList<>();
    final List<ItemRow> items = new ArrayList<>();

    /** By their names in lower case: GitHub has no two labels that differ by case alone. */
    final Map<String, String> labels = new HashMap<>();

    /** Files by path, by branch. */
    final Map<String, TreeMap<String, byte[]>> branches = new HashMap<>();

    final Map<String, TreeMap<String, byte[]>> trees = new HashMap<>();
    final Map<String, TreeMap<String, byte[]>> commits = new HashMap<>();

    String permission = "WRITE";
    boolean issuesEnabled = true;

    /** What the repository is called now; its old name leads to it as well. */
    String name = OWNER + "/" + REPO;

    /** Whether the token reaches nothing any more. */
    boolean gone;

    boolean ownedByUser;
    boolean restProjects = true;
    int next = 1;

    World(Clock clock) {
        this.clock = clock;
        branches.put("main", new TreeMap<>(Map.of("README.md", new byte[] {35})));
        projects.add(new ProjectRow("Roadmap", 7));
        projects.add(new ProjectRow("Other", 8));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    int id() {
        return next++;
    }

    ProjectRow project() {
        return projects.getFirst();
    }

    IssueRow add(String title, String body) {
        int number = issues.isEmpty() ? 1 : issues.lastKey() + 1;
        IssueRow issue = new IssueRow(number, title, body);
        issues.put(number, issue);
        return issue;
    }

    Optional<IssueRow> issue(int number) {
        return Optional.ofNullable(issues.get(number)).filter(issue -> !issue.deleted && issue.movedTo == null);
    }

    /** The issue of this number, wherever it is now. */
    IssueRow at(int number) {
        return Objects.requireNonNull(issues.get(number));
    }

    Optional<IssueRow> byNode(String node) {
        return issues.values().stream().filter(issue -> issue.node.equals(node)).findFirst();
    }

    Optional<IssueRow> byDatabase(long id) {
        return issues.values().stream().filter(issue -> issue.database == id).findFirst();
    }

    ItemRow put(ProjectRow project, IssueRow issue) {
        return items.stream()
                .filter(item -> item.project == project && item.issue == issue)
                .findFirst()
                .orElseGet(() -> {
                    ItemRow item = new ItemRow(project, issue);
                    items.add(item);
                    item.touch();
                    return item;
                });
    }

    /** The label as the repository spells it, created when there is none. */
    String label(String name) {
        return labels.computeIfAbsent(Mapping.plain(name), _ -> name);
    }

    final class IssueRow {
        final int number;
        final long database = 3_000_000_000L + id();
        final String node = "I_kwDO" + id();
        final Instant created = now();
        final Set<String> labels = new LinkedHashSet<>();
        final Set<String> assignees = new LinkedHashSet<>();
        final Set<IssueRow> blockers = new LinkedHashSet<>();
        final List<IssueRow> parts = new ArrayList<>();
        final List<CommentRow> comments = new ArrayList<>();
        String title;
        String body;
        String repository = OWNER + "/" + REPO;
        Instant updated = created;
        boolean pull;
        boolean deleted;
        boolean hidden;

        @Nullable
        String movedTo;

        @Nullable
        String closedAs;

        @Nullable
        IssueRow parent;

        IssueRow(int number, String title, String body) {
            this.number = number;
            this.title = title;
            this.body = body;
        }

        void touch() {
            updated = now();
        }
    }

    final class CommentRow {
        final long database = 4_000_000_000L + id();
        final Instant created = now();
        final String body;

        CommentRow(String body) {
            this.body = body;
        }
    }

    final class ProjectRow {
        final String id = "PVT_kwDO" + id();
        final String title;
        final int number;
        final List<FieldRow> fields = new ArrayList<>();
        boolean writable = true;
        boolean hidden;
        Instant updated = now();

        ProjectRow(String title, int number) {
            this.title = title;
            this.number = number;
            fields.add(new FieldRow("Title", "TITLE"));
            FieldRow status = new FieldRow("Status", "SINGLE_SELECT");
            for (String option : List.of("Todo", "In Progress", "Done")) {
                status.options.add(new OptionRow("opt" + id(), option, "GRAY", "What is " + option));
            }
            fields.add(status);
        }

        Optional<FieldRow> field(String name) {
            return fields.stream().filter(field -> field.name.equals(name)).findFirst();
        }
    }

    final class FieldRow {
        final String id = "PVTF_" + id();
        final String name;
        final String type;
        final List<OptionRow> options = new ArrayList<>();

        FieldRow(String name, String type) {
            this.name = name;
            this.type = type;
        }
    }

    record OptionRow(String id, String name, String color, String description) {}

    final class ItemRow {
        final String id = "PVTI_" + id();
        final ProjectRow project;
        final IssueRow issue;
        final Map<String, Object> values = new LinkedHashMap<>();
        Instant updated = now();
        boolean archived;

        ItemRow(ProjectRow project, IssueRow issue) {
            this.project = project;
            this.issue = issue;
        }

        void touch() {
            updated = now();
            project.updated = updated;
        }

        void set(String field, Object value) {
            touch();
            values.put(project.field(field).orElseThrow().id, value);
        }
    }
}
