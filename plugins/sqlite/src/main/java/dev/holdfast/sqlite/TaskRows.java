package dev.holdfast.sqlite;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tasks of one board, inside a transaction. */
record TaskRows(Connection connection, Board board) {

    private static final String SELECT =
            "SELECT t.*, c.name AS column_name, c.status FROM tasks t JOIN columns c ON c.id = t.column_id ";

    Task require(String id) throws SQLException {
        return find("WHERE t.board = ? AND t.id = ?", board.id(), Ids.row(id)).stream()
                .findFirst()
                .orElseThrow(() -> new BoardFailure.NotFound(
                        "The board has no such task; a task's id is a plain number, as tasks/ lists it"));
    }

    Page<Task> page(TaskFilter filter) throws SQLException {
        StringBuilder where = new StringBuilder("WHERE t.board = ? AND t.id > ?");
        List<Object> values = new ArrayList<>(List.of(board.id(), Ids.after(filter.cursor())));
        if (filter.available()) {
            where.append(" AND t.assigned_to IS NULL AND c.status = 'TODO'");
        }
        if (filter.assignee() != null) {
            where.append(" AND t.assigned_to = ?");
            values.add(filter.assignee());
        }
        if (filter.status() != null) {
            where.append(" AND c.status = ?");
            values.add(filter.status().name());
        }
        if (filter.label() != null) {
            where.append(" AND EXISTS (SELECT 1 FROM labels l WHERE l.task = t.id AND l.label = ?)");
            values.add(filter.label());
        }
        values.add(filter.limit() + 1);
        List<Task> found = find(where + " ORDER BY t.id LIMIT ?", values.toArray());
        return Pages.cut(found, filter.limit(), Task::id);
    }

    List<Task> dependents(String id) throws SQLException {
        return find(
                "JOIN dependencies d ON d.task = t.id WHERE t.board = ? AND d.needs = ? ORDER BY t.id",
                board.id(),
                Ids.row(id));
    }

    Metrics metrics() throws SQLException {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        Sql.query(
                        connection,
                        "SELECT c.status, count(*) FROM tasks t JOIN columns c ON c.id = t.column_id"
                                + " WHERE t.board = ? GROUP BY c.status",
                        row -> Map.entry(Status.valueOf(row.getString(1)), row.getInt(2)),
                        board.id())
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return new Metrics(
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                counts.getOrDefault(Status.TODO, 0),
                counts.getOrDefault(Status.IN_PROGRESS, 0),
                counts.getOrDefault(Status.DONE, 0),
                counts.getOrDefault(Status.BLOCKED, 0));
    }

    Task insert(Task task) throws SQLException {
        String id = String.valueOf(Sql.insert(
                connection,
                "INSERT INTO tasks (board, column_id, name, description, created_at, updated_at) VALUES (?, ?, '', '', ?, ?)",
                board.id(),
                board.column(task.column()).id(),
                task.createdAt().toEpochMilli(),
                task.updatedAt().toEpochMilli()));
        return write(id, task);
    }

    Task update(Task task) throws SQLException {
        return write(task.id(), task);
    }

    private Task write(String id, Task task) throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE tasks SET column_id = ?, name = ?, description = ?, priority = ?, assigned_to = ?, updated_at = ?,
                due_at = ?, estimated_hours = ?, actual_hours = ?, parent = ? WHERE id = ?
                """,
                board.column(task.column()).id(),
                task.name(),
                task.description(),
                text(task.priority(), Priority::name),
                task.assignedTo(),
                task.updatedAt().toEpochMilli(),
                text(task.dueDate(), Instant::toEpochMilli),
                text(task.estimatedHours(), BigDecimal::toPlainString),
                text(task.actualHours(), BigDecimal::toPlainString),
                task.parent() == null ? null : require(task.parent()).id(),
                id);
        Sql.update(connection, "DELETE FROM labels WHERE task = ?", id);
        for (String label : task.labels()) {
            Sql.update(connection, "INSERT INTO labels (task, label) VALUES (?, ?)", id, label);
        }
        Sql.update(connection, "DELETE FROM dependencies WHERE task = ?", id);
        for (String needed : task.dependencies()) {
            if (needed.equals(String.valueOf(id))) {
                throw new BoardFailure.NotFound("There is no other task of this id to wait for");
            }
            Sql.update(
                    connection,
                    "INSERT INTO dependencies (task, needs) VALUES (?, ?)",
                    id,
                    require(needed).id());
        }
        Sql.update(connection, "DELETE FROM criteria WHERE task = ?", id);
        for (int i = 0; i < task.acceptanceCriteria().size(); i++) {
            String text = task.acceptanceCriteria().get(i);
            Sql.update(connection, "INSERT INTO criteria (task, position, text) VALUES (?, ?, ?)", id, i, text);
        }
        return require(id);
    }

    private static <T> @Nullable Object text(@Nullable T value, Function<T, Object> written) {
        return value == null ? null : written.apply(value);
    }

    private List<Task> find(String where, Object... values) throws SQLException {
        List<Task> tasks = new ArrayList<>();
        for (Task task : Sql.query(connection, SELECT + where, TaskRows::task, values)) {
            tasks.add(task.toBuilder()
                    .labels(new HashSet<>(texts("SELECT label FROM labels WHERE task = ?", task)))
                    .dependencies(new HashSet<>(texts("SELECT needs FROM dependencies WHERE task = ?", task)))
                    .subtasks(texts("SELECT id FROM tasks WHERE parent = ? ORDER BY id", task))
                    .acceptanceCriteria(texts("SELECT text FROM criteria WHERE task = ? ORDER BY position", task))
                    .build());
        }
        return tasks;
    }

    private List<String> texts(String sql, Task task) throws SQLException {
        return Sql.query(connection, sql, row -> row.getString(1), task.id());
    }

    private static Task task(ResultSet row) throws SQLException {
        Column column = new Column(
                row.getString("column_id"), row.getString("column_name"), Status.valueOf(row.getString("status")));
        return Task.builder(row.getString("id"), row.getString("name"), column, time(row, "created_at"))
                .description(row.getString("description"))
                .updatedAt(time(row, "updated_at"))
                .priority(value(row, "priority", Priority::valueOf))
                .assignedTo(value(row, "assigned_to", Function.identity()))
                .dueDate(value(row, "due_at", millis -> Instant.ofEpochMilli(Long.parseLong(millis))))
                .estimatedHours(value(row, "estimated_hours", BigDecimal::new))
                .actualHours(value(row, "actual_hours", BigDecimal::new))
                .parent(value(row, "parent", Function.identity()))
                .build();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static <T> @Nullable T value(ResultSet row, String column, Function<String, T> read) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : read.apply(text);
    }
}
