package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.TaskFilter;
import java.util.List;

/**
 * Filters for Linear that let everything pass that a filter of tasks does, and perhaps more: Linear compares names
 * otherwise than boards do, so what comes is looked at again.
 */
record IssueFilters(Scope scope, Tasks tasks) {

    /** An {@code IssueFilter}. */
    ObjectNode of(TaskFilter filter) {
        ObjectNode all = scope.filter();
        ArrayNode and = Json.object().putArray("and");
        if (filter.available()) {
            and.add(state(Status.TODO));
            and.addObject().putObject("assignee").put("null", true);
        }
        if (filter.status() != null) {
            and.add(state(filter.status()));
        }
        if (filter.label() != null) {
            and.add(label(tasks.labels().textsOf(filter.label())));
        }
        if (filter.assignee() != null) {
            ArrayNode either = and.addObject().putArray("or");
            either.add(label(List.of(tasks.labels().writeHolder(filter.assignee()))));
            either.addObject().putObject("assignee").putObject("displayName").put("eq", filter.assignee());
        }
        if (!and.isEmpty()) {
            all.set("and", and);
        }
        return all;
    }

    private ObjectNode state(Status status) {
        return wrapped("state", tasks.statuses().filter(status));
    }

    private static ObjectNode label(List<String> texts) {
        return wrapped("labels", wrapped("some", LabelNames.filter(texts)));
    }

    private static ObjectNode wrapped(String name, JsonNode value) {
        ObjectNode wrapper = Json.object();
        wrapper.set(name, value);
        return wrapper;
    }
}
