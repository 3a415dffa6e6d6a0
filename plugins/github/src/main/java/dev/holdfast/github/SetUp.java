package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a project the fields and options that it lacks, in one call, and leaves those that it has. */
final class SetUp {

    private final Settings settings;
    private final Project project;
    private final ObjectNode variables = Json.object();
    private final Set<String> declared = new LinkedHashSet<>();
    private final StringBuilder calls = new StringBuilder();
    private int count;

    SetUp(Settings settings, Project project) {
        this.settings = settings;
        this.project = project;
    }

    void run(Api api, Deadline deadline) {
        FieldNames names = settings.fields();
        List<Project.Option> statuses = options(names.status());
        List<Project.Option> wanted = withStatuses(statuses);
        select(names.status(), statuses, wanted);
        if (!settings.mapping().labelsPriorities()) {
            List<Project.Option> priorities = options(names.priority());
            select(names.priority(), priorities, withPriorities(priorities));
        }
        field(names.worker(), Layout.TEXT);
        field(names.estimated(), Layout.NUMBER);
        field(names.actual(), Layout.NUMBER);
        field(names.due(), Layout.DATE);
        field(names.dueTime(), Layout.TEXT);
        if (count > 0) {
            api.graph("mutation SetUp(" + String.join(", ", declared) + ") {\n" + calls + "}\n", variables, deadline);
        }
    }

    private void declare(String name, String type, JsonNode value) {
        declared.add("$" + name + ": " + type);
        variables.set(name, value);
    }

    private List<Project.Option> options(String field) {
        return project.find(field, Layout.SELECT).map(Project.Field::options).orElse(List.of());
    }

    /** A column for each status, what is done staying last. */
    private List<Project.Option> withStatuses(List<Project.Option> present) {
        List<Project.Option> wanted = new ArrayList<>(present);
        for (Status status : Status.values()) {
            if (wanted.stream().noneMatch(option -> status(option) == status)) {
                Project.Option option = new Project.Option("", status.title(), color(status), "");
                int done = wanted.stream().map(this::status).toList().indexOf(Status.DONE);
                wanted.add(done < 0 ? wanted.size() : done, option);
            }
        }
        return wanted;
    }

    private Status status(Project.Option option) {
        return settings.mapping().status(option.name());
    }

    private List<Project.Option> withPriorities(List<Project.Option> present) {
        List<Project.Option> wanted = new ArrayList<>(present);
        for (Priority priority : Arrays.asList(Priority.values()).reversed()) {
            if (wanted.stream()
                    .noneMatch(
                            option -> settings.mapping().priority(option.name()).equals(Optional.of(priority)))) {
                wanted.add(new Project.Option("", priority.title(), color(priority), ""));
            }
        }
        return wanted;
    }

    private static String color(Status status) {
        return switch (status) {
            case TODO -> "GRAY";
            case IN_PROGRESS -> "YELLOW";
            case BLOCKED -> "RED";
            case DONE -> "GREEN";
        };
    }

    private static String color(Priority priority) {
        return switch (priority) {
            case LOW -> "GRAY";
            case MEDIUM -> "BLUE";
            case HIGH -> "ORANGE";
            case URGENT -> "RED";
        };
    }

    private void select(String name, List<Project.Option> present, List<Project.Option> wanted) {
        Optional<Project.Field> field = project.find(name, Layout.SELECT);
        if (field.isPresent() && wanted.equals(present)) {
            return;
        }
        ArrayNode options = Json.array();
        wanted.forEach(option -> options.add(input(option)));
        declare("options" + count, "[ProjectV2SingleSelectFieldOptionInput!]", options);
        if (field.isEmpty()) {
            field(name, Layout.SELECT, ", singleSelectOptions: $options" + count);
            return;
        }
        declare("field" + count, "ID!", new TextNode(field.get().id()));
        calls.append("  f%d: updateProjectV2Field(input: {fieldId: $field%d, singleSelectOptions: $options%d}) "
                        .formatted(count, count, count)
                + "{ clientMutationId }\n");
        count++;
    }

    /** Options are replaced: those that stay keep their items by their ids. */
    private static ObjectNode input(Project.Option option) {
        ObjectNode input = Json.object()
                .put("name", option.name())
                .put("color", option.color())
                .put("description", option.description());
        return option.id().isEmpty() ? input : input.put("id", option.id());
    }

    private void field(String name, String type) {
        if (project.find(name, type).isEmpty()) {
            field(name, type, "");
        }
    }

    private void field(String name, String type, String more) {
        if (project.fields().stream().anyMatch(field -> field.name().equalsIgnoreCase(name))) {
            throw new BoardFailure.Unsupported(
                    "The project's field %s is no %s field; rename it, or configure another name"
                            .formatted(name, Project.plain(type)));
        }
        declare("project", "ID!", new TextNode(project.id()));
        declare("name" + count, "String!", new TextNode(name));
        calls.append("  f%d: createProjectV2Field(input: {projectId: $project, name: $name%d, dataType: %s%s}) "
                        .formatted(count, count, type, more)
                + "{ clientMutationId }\n");
        count++;
    }
}
