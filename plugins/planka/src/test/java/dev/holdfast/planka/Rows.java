package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the server includes with cards. */
final class Rows {

    private Rows() {}

    static ObjectNode included(World world, List<ObjectNode> cards) {
        Set<String> ids = ids(cards);
        ObjectNode included = World.object();
        List.of("cardMemberships", "cardLabels", "taskLists", "attachments", "customFieldValues")
                .forEach(kind -> included.set(kind, world.of(kind, "cardId", ids)));
        Set<String> lists = ids(
                world.where("taskLists", row -> ids.contains(row.path("cardId").textValue())));
        included.set("tasks", world.of("tasks", "taskListId", lists));
        included.putArray("customFieldGroups");
        included.putArray("customFields");
        included.set("users", World.array(world.all("users").stream().map(AccountRoutes::shown)));
        return included;
    }

    static Set<String> ids(Collection<ObjectNode> rows) {
        return rows.stream().map(row -> row.path("id").textValue()).collect(Collectors.toSet());
    }
}
