package dev.holdfast.project;

import dev.holdfast.json.Fields;
import dev.holdfast.json.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much a project may say of itself; texts in code points, objects in bytes of JSON. */
final class ProjectLimits {
    static final int NAME = 200;
    static final int PATH = 1_024;
    static final int LABEL = 64;
    static final int HASH = 128;
    static final int TAGS = 32;
    static final int METADATA_BYTES = 16 * 1_024;
    static final int CONFIG_BYTES = 8 * 1_024;

    private ProjectLimits() {}

    static @Nullable List<String> tags(Fields fields) {
        List<String> tags = fields.texts("tags", TAGS, LABEL);
        return fields.presence("tags") == Presence.VALUE
                ? tags.stream().sorted().distinct().toList()
                : null;
    }
}
