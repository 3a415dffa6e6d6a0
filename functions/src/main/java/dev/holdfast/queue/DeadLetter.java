package dev.holdfast.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.table.Item;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that is not tried any more, as it is listed.
 *
 * @param cause of the last failure
 */
public record DeadLetter(
        String id,
        String kind,
        @Nullable UUID project,
        @Nullable String group,
        int attempts,
        String cause,
        Instant createdAt,
        Instant diedAt) {
    static DeadLetter of(Item job, int attempts, String cause, Instant now) {
        return new DeadLetter(
                JobItems.id(job),
                JobItems.kind(job),
                Optional.ofNullable(JobItems.project(job)).map(UUID::fromString).orElse(null),
                JobItems.group(job),
                attempts,
                cause,
                JobItems.created(job),
                now);
    }

    /** The attributes that list it. */
    Map<String, String> listed(String tenant) {
        return Map.of(
                TableSchema.RECENT_PK,
                JobKeys.deadLetters(tenant),
                TableSchema.RECENT_SK,
                Timestamp.format(diedAt) + "#" + id,
                TableSchema.SUMMARY,
                summary().toString());
    }

    /** Takes it off the list. */
    static Write.ChangeBuilder revived(Write.ChangeBuilder change) {
        return change.remove(TableSchema.RECENT_PK)
                .remove(TableSchema.RECENT_SK)
                .remove(TableSchema.SUMMARY);
    }

    static boolean isOne(Item job) {
        return job.has(TableSchema.RECENT_PK);
    }

    static DeadLetter read(Item listed) {
        JsonNode summary = StrictJson.parse(listed.text(TableSchema.SUMMARY).getBytes(StandardCharsets.UTF_8));
        return new DeadLetter(
                listed.key().sk(),
                summary.path("kind").textValue(),
                Optional.ofNullable(summary.path("project").textValue())
                        .map(UUID::fromString)
                        .orElse(null),
                summary.path("group").textValue(),
                summary.path("attempts").intValue(),
                summary.path("cause").textValue(),
                Timestamp.parse(summary.path("created_at").textValue()),
                Timestamp.parse(summary.path("died_at").textValue()));
    }

    private ObjectNode summary() {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("attempts", attempts)
                .put("cause", cause)
                .put("created_at", Timestamp.format(createdAt))
                .put("died_at", Timestamp.format(diedAt));
        if (project != null) {
            summary.put("project", project.toString());
        }
        if (group != null) {
            summary.put("group", group);
        }
        return summary;
    }
}
