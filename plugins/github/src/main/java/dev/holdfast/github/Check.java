package dev.holdfast.github;

import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a board's layout tells to people. */
final class Check {

    private final Layout layout;
    private final FieldNames names;
    private final Map<String, String> mapping;
    private final List<String> missing;

    /** @param branchIsThere whether attachments have their branch; true without them */
    Check(Layout layout, boolean branchIsThere) {
        this.layout = layout;
        this.names = layout.names();
        BoardCheck columns = BoardCheck.of(layout.board());
        mapping = new TreeMap<>(columns.mapping());
        missing = new ArrayList<>(columns.missing());
        unexplained();
        priorities();
        field("worker", names.worker(), Layout.TEXT);
        field("estimated hours", names.estimated(), Layout.NUMBER);
        field("actual hours", names.actual(), Layout.NUMBER);
        field("due date", names.due(), Layout.DATE);
        field("due time", names.dueTime(), Layout.TEXT);
        layout.mapping().labels().forEach((own, there) -> mapping.put("label " + own, "label " + there));
        permissions();
        if (!branchIsThere) {
            missing.add("The branch of attachments is not there; set the board up, or push it");
        }
    }

    BoardCheck result() {
        return new BoardCheck(layout.account(), mapping, missing);
    }

    private void unexplained() {
        layout.board().columns().stream()
                .filter(column -> layout.mapping().known(column.name()).isEmpty())
                .forEach(column -> missing.add(
                        "Say in statuses what the column %s stands for; until then it is taken for work in progress"
                                .formatted(column.name())));
    }

    private void priorities() {
        for (Priority priority : Priority.values()) {
            String key = "priority " + priority.name().toLowerCase(Locale.ROOT);
            if (layout.mapping().labelsPriorities()) {
                layout.mapping()
                        .label(priority)
                        .ifPresentOrElse(
                                label -> mapping.put(key, "label " + label),
                                () -> missing.add("Name a label for the priority %s in priority_labels"
                                        .formatted(priority.title())));
                continue;
            }
            layout.project().find(names.priority(), Layout.SELECT).stream()
                    .flatMap(field -> field.options().stream())
                    .filter(option -> layout.mapping().priority(option.name()).equals(Optional.of(priority)))
                    .findFirst()
                    .ifPresentOrElse(
                            option -> mapping.put(key, "option " + option.name() + " of field " + names.priority()),
                            () -> missing.add("Add an option for %s to a single select field %s, or set the board up"
                                    .formatted(priority.title(), names.priority())));
        }
    }

    private void field(String what, String name, String type) {
        mapping.put(what, "field " + name);
        if (layout.project().find(name, type).isEmpty()) {
            missing.add("Add a %s field %s to the project, or set the board up".formatted(Project.plain(type), name));
        }
    }

    private void permissions() {
        if (!layout.takesIssues()) {
            missing.add("Switch on the issues of the repository");
        }
        if ("READ".equals(layout.permission())) {
            missing.add("Give the token's account write access to the repository");
        }
        if (!layout.project().writable()) {
            missing.add("Give the token's account write access to the project");
        }
    }
}
