package dev.holdfast.github;

import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.Secret;
import dev.holdfast.spi.Status;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a project says about its board on GitHub. */
final class Keys {

    static final ConfigKey<String> OWNER = ConfigKey.text("owner", "User or organization that owns the repository")
            .required()
            .example("octo-org");
    static final ConfigKey<String> REPO = ConfigKey.text("repo", "Repository whose issues are the tasks")
            .required()
            .example("compiler");
    static final ConfigKey<Integer> PROJECT = ConfigKey.integer(
                    "project", "Number of the project (v2) that is the board, as in its address", 1, 999_999_999)
            .required()
            .example("7");
    static final ConfigKey<String> PROJECT_OWNER = ConfigKey.text(
                    "project_owner", "User or organization that owns the project, if not the repository's owner")
            .example("octo-org");
    static final ConfigKey<Secret> TOKEN = ConfigKey.secret(
                    "token", "Token that may read and write the repository's issues and the project")
            .required()
            .example("github_pat_11AAAAAAA0example");
    static final ConfigKey<URI> BASE_URL = ConfigKey.url("base_url", "Address of the REST API")
            .defaultsTo("https://api.github.com")
            .example("https://github.example.com/api/v3");
    static final ConfigKey<Boolean> DEPENDENCIES = ConfigKey.bool(
                    "dependencies",
                    "Whether this GitHub has issue dependencies; older releases of its Enterprise Server have none")
            .defaultsTo("true")
            .example("false")
            .incidental();
    static final ConfigKey<Map<String, String>> STATUSES = ConfigKey.pairs(
                    "statuses", "Columns with the status that each stands for, where its name does not say it")
            .example("In review = in progress; Icebox = todo");
    static final ConfigKey<Map<String, String>> PRIORITIES = ConfigKey.pairs(
                    "priorities",
                    "Options of the priority field with the priority of each, where its name does not say it")
            .example("Now = urgent; Someday = low");
    static final ConfigKey<Map<String, String>> PRIORITY_LABELS = ConfigKey.pairs(
                    "priority_labels", "Labels with the priority of each, in place of a priority field")
            .example("priority/urgent = urgent; priority/high = high; priority/medium = medium; priority/low = low");
    static final ConfigKey<Map<String, String>> LABELS = ConfigKey.pairs(
                    "labels", "Labels of tasks with the labels on GitHub that they are, where the names differ")
            .example("bug = type/bug");
    static final ConfigKey<String> STATUS_FIELD = field("status_field", "columns", "Status");
    static final ConfigKey<String> WORKER_FIELD = field("worker_field", "the worker that holds a task", "Worker");
    static final ConfigKey<String> PRIORITY_FIELD = field("priority_field", "priorities", "Priority");
    static final ConfigKey<String> ESTIMATED_FIELD = field("estimated_field", "estimated hours", "Estimated hours");
    static final ConfigKey<String> ACTUAL_FIELD = field("actual_field", "actual hours", "Actual hours");
    static final ConfigKey<String> DUE_FIELD = field("due_field", "the day that a task is due", "Due date");
    static final ConfigKey<String> DUE_TIME_FIELD = field("due_time_field", "the time of that day in UTC", "Due time");
    static final ConfigKey<String> ATTACHMENTS_BRANCH = ConfigKey.text(
                    "attachments_branch",
                    "Branch of the repository that files are committed to; without it none are kept")
            .example("holdfast-attachments")
            .incidental();
    static final ConfigKey<String> ATTACHMENTS_FOLDER = ConfigKey.text(
                    "attachments_folder", "Folder of files on that branch")
            .defaultsTo("attachments")
            .example("boards/compiler")
            .incidental();

    static final List<ConfigKey<?>> ALL = List.of(
            OWNER,
            REPO,
            PROJECT,
            PROJECT_OWNER,
            TOKEN,
            BASE_URL,
            DEPENDENCIES,
            STATUSES,
            PRIORITIES,
            PRIORITY_LABELS,
            LABELS,
            STATUS_FIELD,
            WORKER_FIELD,
            PRIORITY_FIELD,
            ESTIMATED_FIELD,
            ACTUAL_FIELD,
            DUE_FIELD,
            DUE_TIME_FIELD,
            ATTACHMENTS_BRANCH,
            ATTACHMENTS_FOLDER);

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern REPOSITORY = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final ProviderConfig config;
    private final Map<String, String> problems = new TreeMap<>();

    private Keys(ProviderConfig config) {
        this.config = config;
    }

    private static ConfigKey<String> field(String name, String what, String usual) {
        return ConfigKey.text(name, "Field of the project for " + what)
                .defaultsTo(usual)
                .example(usual)
                .incidental();
    }

    /** @throws InvalidConfig with everything that is wrong */
    static Settings settings(ProviderConfig config) {
        return new Keys(config).settings();
    }

    private Settings settings() {
        Mapping mapping = new Mapping(
                meanings(STATUSES, Status::of, "must name statuses: todo, in progress, blocked, done", true),
                meanings(PRIORITIES, Priority::of, "must name priorities: low, medium, high, urgent", true),
                meanings(PRIORITY_LABELS, Priority::of, "must name priorities: low, medium, high, urgent", false),
                config.find(LABELS).orElse(Map.of()));
        if (mapping.labels().values().stream().distinct().count()
                < mapping.labels().size()) {
            problems.put(LABELS.name(), "must name each label on GitHub once");
        }
        Settings settings = new Settings(
                matching(OWNER, LOGIN),
                matching(REPO, REPOSITORY),
                config.find(PROJECT_OWNER).isPresent() ? matching(PROJECT_OWNER, LOGIN) : config.get(OWNER),
                config.get(PROJECT),
                config.get(TOKEN),
                URI.create(config.get(BASE_URL).toString().replaceFirst("/+$", "")),
                config.get(DEPENDENCIES),
                new FieldNames(
                        config.get(STATUS_FIELD),
                        config.get(WORKER_FIELD),
                        config.get(PRIORITY_FIELD),
                        config.get(ESTIMATED_FIELD),
                        config.get(ACTUAL_FIELD),
                        config.get(DUE_FIELD),
                        config.get(DUE_TIME_FIELD)),
                mapping,
                config.find(ATTACHMENTS_BRANCH).isPresent() ? matching(ATTACHMENTS_BRANCH, PATH) : null,
                matching(ATTACHMENTS_FOLDER, PATH));
        if (!problems.isEmpty()) {
            throw new InvalidConfig(problems);
        }
        return settings;
    }

    private String matching(ConfigKey<String> key, Pattern pattern) {
        String text = config.get(key);
        if (!pattern.matcher(text).matches()) {
            problems.put(key.name(), "must be as GitHub shows it, without an address or blanks");
        }
        return text;
    }

    private <T> Map<String, T> meanings(
            ConfigKey<Map<String, String>> key, Function<String, Optional<T>> reader, String problem, boolean plain) {
        Map<String, T> meanings = new LinkedHashMap<>();
        config.find(key)
                .orElse(Map.of())
                .forEach((name, text) -> reader.apply(text)
                        .ifPresentOrElse(
                                meaning -> meanings.put(plain ? Mapping.plain(name) : name, meaning),
                                () -> problems.put(key.name(), problem)));
        return meanings;
    }
}
