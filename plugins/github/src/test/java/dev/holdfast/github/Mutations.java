package dev.holdfast.github;

import dev.holdfast.github.World.FieldRow;
import dev.holdfast.github.World.IssueRow;
import dev.holdfast.github.World.ItemRow;
import dev.holdfast.github.World.OptionRow;
import dev.holdfast.github.World.ProjectRow;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What GraphQL changes in the world. */
final class Mutations {

    private final World world;
    private final Views views;

    Mutations(World world, Views views) {
        this.world = world;
        this.views = views;
    }

    Map<String, Object> mutation() {
        return Map.of(
                "addProjectV2ItemById", with(this::addItem),
                "updateProjectV2ItemFieldValue", with(this::update),
                "clearProjectV2ItemFieldValue", with(this::clear),
                "createProjectV2Field", with(this::createField),
                "updateProjectV2Field", with(this::updateField));
    }

    private static Object with(Function<Map<String, Object>, Object> function) {
        return (Function<DataFetchingEnvironment, Object>)
                env -> function.apply(Objects.requireNonNull(env.getArgument("input")));
    }

    private static String text(Map<String, Object> input, String member) {
        return (String) Objects.requireNonNull(input.get(member));
    }

    private Object addItem(Map<String, Object> input) {
        IssueRow issue = world.byNode(text(input, "contentId")).orElseThrow(() -> Views.absent("node"));
        return Map.of("item", views.item(world.put(project(input), issue)));
    }

    private Object update(Map<String, Object> input) {
        FieldRow field = field(input);
        @SuppressWarnings("unchecked") // By the schema.
        Map<String, Object> value = (Map<String, Object>) Objects.requireNonNull(input.get("value"));
        String wanted = switch (field.type) {
            case "SINGLE_SELECT" -> "singleSelectOptionId";
            default -> field.type.toLowerCase(Locale.ROOT);
        };
        if (value.size() != 1 || value.get(wanted) == null) {
            throw Refusal.graph("UNPROCESSABLE", "The value does not match the field's type");
        }
        if (field.type.equals("SINGLE_SELECT")
                && field.options.stream().noneMatch(option -> option.id().equals(value.get(wanted)))) {
            throw Refusal.graph("UNPROCESSABLE", "The single select option Id does not belong to the field");
        }
        ItemRow item = item(input);
        item.values.put(field.id, Objects.requireNonNull(value.get(wanted)));
        item.touch();
        return Map.of("projectV2Item", views.item(item));
    }

    private Object clear(Map<String, Object> input) {
        ItemRow item = item(input);
        item.values.remove(field(input).id);
        item.touch();
        return Map.of("projectV2Item", views.item(item));
    }

    private Object createField(Map<String, Object> input) {
        ProjectRow project = project(input);
        String name = text(input, "name");
        if (project.fields.stream().anyMatch(field -> field.name.equalsIgnoreCase(name))) {
            throw Refusal.graph("UNPROCESSABLE", "Name has already been taken");
        }
        FieldRow field = world.new FieldRow(name, text(input, "dataType"));
        if (field.type.equals("SINGLE_SELECT")) {
            field.options.addAll(options(input, List.of()));
        }
        project.fields.add(field);
        return Map.of("projectV2Field", FieldViews.field(field));
    }

    /** Options that come without their id are new ones, and items lose the old. */
    private Object updateField(Map<String, Object> input) {
        FieldRow field = world.projects.stream()
                .flatMap(project -> project.fields.stream())
                .filter(each -> each.id.equals(input.get("fieldId")))
                .findFirst()
                .orElseThrow(() -> Views.absent("node"));
        List<OptionRow> options = options(input, field.options);
        field.options.clear();
        field.options.addAll(options);
        return Map.of("projectV2Field", FieldViews.field(field));
    }

    private List<OptionRow> options(Map<String, Object> input, List<OptionRow> present) {
        List<OptionRow> options = new ArrayList<>();
        @SuppressWarnings("unchecked") // By the schema.
        List<Map<String, Object>> wanted =
                (List<Map<String, Object>>) Objects.requireNonNull(input.get("singleSelectOptions"));
        for (Map<String, Object> option : wanted) {
            Optional<String> id = Optional.ofNullable((String) option.get("id"));
            if (id.isPresent() && present.stream().noneMatch(each -> each.id().equals(id.get()))) {
                throw Refusal.graph("UNPROCESSABLE", "The option does not exist");
            }
            options.add(new OptionRow(
                    id.orElseGet(() -> "opt" + world.id()),
                    text(option, "name"),
                    text(option, "color"),
                    text(option, "description")));
        }
        return options;
    }

    private ProjectRow project(Map<String, Object> input) {
        ProjectRow project = world.projects.stream()
                .filter(each -> each.id.equals(input.get("projectId")))
                .findFirst()
                .orElseThrow(() -> Views.absent("node"));
        if (!project.writable) {
            throw Refusal.graph("FORBIDDEN", "Resource not accessible by personal access token");
        }
        return project;
    }

    private FieldRow field(Map<String, Object> input) {
        return project(input).fields.stream()
                .filter(each -> each.id.equals(input.get("fieldId")))
                .findFirst()
                .orElseThrow(() -> Views.absent("node"));
    }

    private ItemRow item(Map<String, Object> input) {
        return world.items.stream()
                .filter(each -> each.id.equals(input.get("itemId")))
                .filter(each -> each.project.id.equals(input.get("projectId")))
                .findFirst()
                .orElseThrow(() -> Views.absent("node"));
    }
}
