package dev.holdfast.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Priority;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A board as it is laid out on GitHub.
 *
 * @param byUser whether a user owns the project, and no organization
 * @param account as whom GitHub knows the token, or null when it does not tell
 * @param permission on the repository, as {@code RepositoryPermission} names it, or null
 * @param takesIssues whether the repository has its issues switched on
 */
record Layout(
        Project project,
        Board board,
        Settings settings,
        boolean byUser,
        @Nullable String account,
        @Nullable String permission,
        boolean takesIssues) {

    static final String TEXT = "TEXT";
    static final String NUMBER = "NUMBER";
    static final String DATE = "DATE";
    static final String SELECT = "SINGLE_SELECT";

    FieldNames names() {
        return settings.fields();
    }

    Mapping mapping() {
        return settings.mapping();
    }

    /** The path of the project in the REST API. */
    String address() {
        return (byUser ? "/users/" : "/orgs/") + settings.projectOwner() + "/projectsV2/" + settings.project();
    }

    /** The option of the status field that a column is. */
    Project.Option option(Column column) {
        return project.require(names().status(), SELECT)
                .option(column.id())
                .orElseThrow(() -> new BoardFailure.Rejected("The board has no such column any more"));
    }

    /** @throws BoardFailure.Rejected when the priority field has no option for it */
    Project.Option option(Priority priority) {
        return project.require(names().priority(), SELECT).options().stream()
                .filter(option -> mapping().priority(option.name()).equals(Optional.of(priority)))
                .findFirst()
                .orElseThrow(() -> new BoardFailure.Rejected("The field %s has no option for %s; set the board up first"
                        .formatted(names().priority(), priority.title())));
    }

    /** What the documents that read issues ask for: the repository, and the fields as they are written. */
    ObjectNode variables() {
        return Json.object()
                .put("owner", settings.owner())
                .put("repo", settings.repo())
                .put("status", written(names().status(), SELECT))
                .put("priority", written(names().priority(), SELECT))
                .put("worker", written(names().worker(), TEXT))
                .put("estimated", written(names().estimated(), NUMBER))
                .put("actual", written(names().actual(), NUMBER))
                .put("due", written(names().due(), DATE))
                .put("dueTime", written(names().dueTime(), TEXT));
    }

    private String written(String name, String type) {
        return project.find(name, type).map(Project.Field::name).orElse(name);
    }
}
