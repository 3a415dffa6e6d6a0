package dev.holdfast.client.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The input of a sync: {@code {"machine_uuid": …, "projects": [registration, …]}}, any number of them. */
public final class ProjectsFile {
    private static final Set<String> MEMBERS = Set.of("machine_uuid", "projects");

    private ProjectsFile() {}

    /** One project of the file. */
    public sealed interface Entry {
        record Valid(Registration registration) implements Entry {}

        /** @param localUuid as it was given; null when it was no text */
        record Invalid(@Nullable String localUuid, String detail) implements Entry {}
    }

    /**
     * Reads the file. A bad project is an entry of its own and spoils no other.
     *
     * @param machine taken where neither the project nor the file names one
     * @throws BadInput when the file itself cannot be used
     */
    public static List<Entry> read(byte[] text, String source, String machine) {
        ObjectNode file = Json.object(text, source);
        file.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new BadInput(source + " has the unknown member '" + name + "'; it may have " + "machine_uuid and "
                        + "projects, and members of a project belong into projects");
            }
        });
        JsonNode projects = file.path("projects");
        if (!projects.isArray()) {
            throw new BadInput(source + " must have an array 'projects'");
        }
        JsonNode named = file.path("machine_uuid");
        String common = named.isMissingNode() || named.isNull() ? machine : Uuids.require("machine_uuid", named);
        List<Entry> entries = new ArrayList<>(projects.size());
        projects.forEach(project -> entries.add(entry(project, common)));
        return List.copyOf(entries);
    }

    private static Entry entry(JsonNode project, String machine) {
        if (!(project instanceof ObjectNode members)) {
            return new Entry.Invalid(null, "A project must be a JSON object");
        }
        try {
            return new Entry.Valid(Registration.of(members, machine));
        } catch (BadInput bad) {
            return new Entry.Invalid(members.path("local_project_uuid").textValue(), String.valueOf(bad.getMessage()));
        }
    }
}
