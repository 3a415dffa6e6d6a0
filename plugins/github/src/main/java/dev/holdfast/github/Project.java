package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Status;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project and its fields. */
record Project(String id, String title, @Nullable String url, boolean writable, List<Field> fields) {

    /**
     * A field of a project.
     *
     * @param type as {@code ProjectV2FieldType} names it
     * @param options in their order; none unless it is a single select
     */
    record Field(String id, String name, String type, List<Option> options) {
        Optional<Option> option(String optionId) {
            return options.stream()
                    .filter(option -> option.id().equals(optionId))
                    .findFirst();
        }
    }

    /** What a single select field can be. */
    record Option(String id, String name, String color, String description) {}

    /** Reads what the document's fragment of a project asks for. */
    static Project of(JsonNode project) {
        List<Field> fields = Json.elements(project.path("fields").path("nodes")).stream()
                .filter(field -> field.has("id"))
                .map(Project::field)
                .toList();
        return new Project(
                Json.text(project, "id"),
                Json.text(project, "title"),
                Json.optional(project, "url"),
                project.path("viewerCanUpdate").asBoolean(),
                fields);
    }

    private static Field field(JsonNode field) {
        List<Option> options = Json.elements(field.path("options")).stream()
                .map(option -> new Option(
                        Json.text(option, "id"),
                        Json.text(option, "name"),
                        Json.text(option, "color"),
                        option.path("description").asText("")))
                .toList();
        return new Field(Json.text(field, "id"), Json.text(field, "name"), Json.text(field, "dataType"), options);
    }

    /** The field of this name and type, whatever the name's case. */
    Optional<Field> find(String name, String type) {
        return fields.stream()
                .filter(field ->
                        field.name().equalsIgnoreCase(name) && field.type().equals(type))
                .findFirst();
    }

    /** @throws BoardFailure.Rejected when the project has no such field */
    Field require(String name, String type) {
        return find(name, type)
                .orElseThrow(() -> new BoardFailure.Rejected(
                        "The project has no %s field %s; set the board up first".formatted(plain(type), name)));
    }

    static String plain(String type) {
        return type.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The board that the options of the status field make.
     *
     * @throws BoardFailure.NotFound without such a field
     */
    Board board(FieldNames names, Mapping mapping) {
        Field status = find(names.status(), "SINGLE_SELECT")
                .orElseThrow(() -> new BoardFailure.NotFound(
                        "The project has no single select field " + names.status() + "; set the board up first"));
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Option option : status.options()) {
            if (seen.add(Mapping.plain(option.name()))) {
                columns.add(new Column(option.id(), option.name(), mapping.status(option.name())));
            }
        }
        return new Board(id, title, columns, url == null ? null : URI.create(url));
    }

    /** Where a task is: a closed issue is done whatever its column says, and one without a column waits. */
    static Optional<Column> column(Board board, Mapping mapping, @Nullable String option, boolean closed) {
        Status status = closed ? Status.DONE : option == null ? Status.TODO : mapping.status(option);
        Optional<Column> own = board.columns().stream()
                .filter(column -> column.name().equals(option))
                .findFirst();
        if (own.isPresent() && (!closed || own.get().status() == Status.DONE)) {
            return own;
        }
        return board.columns().stream()
                .filter(column -> column.status() == status)
                .findFirst()
                .or(() -> own)
                .or(() -> option == null
                        ? board.columns().stream().findFirst()
                        : Optional.of(new Column(option, option, mapping.status(option))));
    }
}
