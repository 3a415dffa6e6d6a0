package dev.holdfast.client.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * What is to be sent of one project.
 *
 * @param project its local UUID, in lower case
 * @param name for people
 * @param body the JSON to send, the same at every attempt
 */
public record Registration(String project, String name, String body) {
    /** A service takes bodies of 1 MiB; a batch of one needs a few bytes around it. */
    static final int MOST_BYTES = (1 << 20) - 1024;

    /**
     * Takes all members as they are, unknown ones too: the service decides about those.
     *
     * @param machine taken when {@code members} name none
     * @throws BadInput without a local UUID or a name, or when it is too large
     */
    public static Registration of(ObjectNode members, String machine) {
        String project = Uuids.require("local_project_uuid", members.path("local_project_uuid"));
        String name = members.path("project_name").asText("");
        if (!members.path("project_name").isTextual() || name.isBlank()) {
            throw new BadInput("project_name must be a text that is not blank");
        }
        ObjectNode complete = members.deepCopy();
        if (complete.path("machine_uuid").isMissingNode()
                || complete.path("machine_uuid").isNull()) {
            complete.put("machine_uuid", machine);
        } else {
            Uuids.require("machine_uuid", complete.path("machine_uuid"));
        }
        String body = Json.write(complete);
        if (body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new BadInput("The registration of " + project + " is larger than " + MOST_BYTES + " bytes");
        }
        return new Registration(project, name, body);
    }
}
