package dev.holdfast.spi;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A board and its columns.
 *
 * @param id the back end's own, opaque
 * @param name as people see it
 * @param columns in their order
 * @param url where people look at it, or null
 */
public record Board(
        String id,
        String name,
        List<Column> columns,
        @Nullable URI url) {

    public Board {
        columns = List.copyOf(columns);
    }

    /** A board with one column a status, whose ids and names are the statuses' titles. */
    public static Board standard(String id, String name) {
        List<Column> columns = Arrays.stream(Status.values())
                .map(status -> new Column(status.title(), status.title(), status))
                .toList();
        return new Board(id, name, columns, null);
    }

    /**
     * The column of this name, whatever its case; else the first one of the status that the name is an alias of.
     *
     * @throws BoardFailure.Rejected when neither is there: an unknown column is never another one
     */
    public Column column(String name) {
        String word = Words.plain(name);
        return columns.stream()
                .filter(column -> Words.plain(column.name()).equals(word))
                .findFirst()
                .or(() -> Status.of(name).flatMap(this::first))
                .orElseThrow(() -> new BoardFailure.Rejected("The board has no such column; it has: "
                        + columns.stream().map(Column::name).collect(Collectors.joining(", "))));
    }

    /**
     * The first column of a status.
     *
     * @throws BoardFailure.Rejected when the board has none
     */
    public Column column(Status status) {
        return first(status)
                .orElseThrow(() -> new BoardFailure.Rejected(
                        "The board has no column for " + status.title() + "; set it up first"));
    }

    private Optional<Column> first(Status status) {
        return columns.stream().filter(column -> column.status() == status).findFirst();
    }
}
