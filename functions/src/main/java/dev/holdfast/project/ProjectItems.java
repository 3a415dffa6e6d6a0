package dev.holdfast.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Item;
import dev.holdfast.table.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Projects as items: marks that conditions look at are attributes, what a listing shows is one JSON text (the index
 * carries it), the rest another. What may hold secrets is sealed.
 */
final class ProjectItems {
    static final String INCARNATION = "inc";
    static final String PARENT = "parent";
    static final String LINKED = "linked";
    static final String ARCHIVED = "archived";
    static final String AWAITED = "awaited";
    static final String DELETED_BY = "deleted_by";
    private static final String DELETED = "deleted_inc";
    private static final String PROVIDER_CONFIG = "provider_config";
    private static final String DETAIL = "detail";
    /** Reads what it wrote, however long a number's text has become by that: requests have had their limits. */
    private final Sealing sealing;

    ProjectItems(Sealing sealing) {
        this.sealing = sealing;
    }

    Item item(Project project) {
        Listing listing = project.listing();
        var item = Item.at(ProjectKeys.project(listing.tenant(), listing.cloudUuid()))
                .number(TableSchema.VERSION, project.version())
                .text(INCARNATION, project.incarnation())
                .flag(LINKED, listing.linked())
                .flag(ARCHIVED, listing.archived())
                .text(
                        TableSchema.RECENT_PK,
                        listing.archived()
                                ? ProjectKeys.archived(listing.tenant())
                                : ProjectKeys.projects(listing.tenant()))
                .text(TableSchema.RECENT_SK, Timestamp.format(listing.usedAt()))
                .text(TableSchema.SUMMARY, write(summary(listing)))
                .text(DETAIL, write(detail(project)));
        putIfPresent(
                item, PARENT, listing.parent() == null ? null : listing.parent().toString());
        if (project.awaited()) {
            item.text(AWAITED, project.incarnation());
        }
        if (project.providerConfig() != null) {
            byte[] config = StrictJson.write(project.providerConfig());
            item.bytes(PROVIDER_CONFIG, sealing.seal(listing.tenant(), context(listing.cloudUuid()), config));
        }
        return item.build();
    }

    static Item vacant(String tenant, UUID cloudUuid, Standing.Vacant vacant) {
        var item = Item.at(ProjectKeys.project(tenant, cloudUuid)).number(TableSchema.VERSION, vacant.version());
        putIfPresent(item, AWAITED, vacant.awaited());
        putIfPresent(item, DELETED_BY, vacant.deletedBy());
        putIfPresent(item, DELETED, vacant.deleted());
        putIfPresent(
                item,
                PARENT,
                vacant.waitedFor() == null ? null : vacant.waitedFor().toString());
        return item.build();
    }

    private static void putIfPresent(Item.Builder item, String name, @Nullable String value) {
        if (value != null) {
            item.text(name, value);
        }
    }

    Standing standing(@Nullable Item item) {
        if (item == null) {
            return Standing.NOTHING;
        }
        if (!item.has(INCARNATION)) {
            return new Standing.Vacant(
                    item,
                    item.number(TableSchema.VERSION),
                    item.optionalText(AWAITED).orElse(null),
                    item.optionalText(DELETED_BY).orElse(null),
                    item.optionalText(DELETED).orElse(null),
                    item.optionalText(PARENT).map(UUID::fromString).orElse(null));
        }
        Listing listing = listing(item);
        JsonNode detail = read(item.text(DETAIL));
        List<Machine> machines = new ArrayList<>();
        detail.get("machines").forEach(m -> machines.add(machine(m)));
        Project project = new Project(
                listing,
                item.text(INCARNATION),
                item.number(TableSchema.VERSION),
                item.has(AWAITED),
                object(detail, "metadata"),
                providerConfig(listing, item),
                List.copyOf(machines),
                detail.get("created_by").textValue(),
                detail.get("registered_by").textValue(),
                UUID.fromString(detail.get("registered_on").textValue()),
                text(detail, "deletion"));
        return new Standing.Taken(item, project);
    }

    /** From a whole item or from its entry in the index. */
    static Listing listing(Item item) {
        JsonNode summary = read(item.text(TableSchema.SUMMARY));
        String pk = item.key().pk();
        List<String> tags = new ArrayList<>();
        summary.path("tags").forEach(tag -> tags.add(tag.textValue()));
        return new Listing(
                pk.substring(0, pk.indexOf('#')),
                UUID.fromString(item.key().sk()),
                UUID.fromString(summary.get("local").textValue()),
                new Profile(
                        summary.get("name").textValue(),
                        ProjectType.BY_WIRE.getOrDefault(summary.get("type").textValue(), ProjectType.STANDALONE),
                        text(summary, "language"),
                        text(summary, "framework"),
                        List.copyOf(tags),
                        text(summary, "provider")),
                item.optionalText(PARENT).map(UUID::fromString).orElse(null),
                item.has(LINKED),
                item.has(ARCHIVED),
                Timestamp.parse(summary.get("registered_at").textValue()),
                Timestamp.parse(summary.get("updated_at").textValue()),
                Timestamp.parse(item.text(TableSchema.RECENT_SK)));
    }

    private static ObjectNode summary(Listing listing) {
        Profile profile = listing.profile();
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("local", listing.localUuid().toString())
                .put("name", profile.name())
                .put("type", profile.type().wire())
                .put("registered_at", Timestamp.format(listing.registeredAt()))
                .put("updated_at", Timestamp.format(listing.updatedAt()));
        putIfPresent(summary, "language", profile.primaryLanguage());
        putIfPresent(summary, "framework", profile.framework());
        putIfPresent(summary, "provider", profile.provider());
        if (!profile.tags().isEmpty()) {
            profile.tags().forEach(summary.putArray("tags")::add);
        }
        return summary;
    }

    private @Nullable ObjectNode providerConfig(Listing listing, Item item) {
        if (!item.has(PROVIDER_CONFIG)) {
            return null;
        }
        byte[] config = sealing.open(listing.tenant(), context(listing.cloudUuid()), item.bytes(PROVIDER_CONFIG));
        return (ObjectNode) read(new String(config, StandardCharsets.UTF_8));
    }

    private static String context(UUID cloudUuid) {
        return cloudUuid + "\n" + PROVIDER_CONFIG;
    }

    private static ObjectNode detail(Project project) {
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("created_by", project.createdBy())
                .put("registered_by", project.registeredBy())
                .put("registered_on", project.registeredOn().toString());
        putIfPresent(detail, "deletion", project.deletionBefore());
        ArrayNode machines = detail.putArray("machines");
        project.machines().forEach(machine -> machines.add(machine(machine)));
        if (project.metadata() != null) {
            detail.set("metadata", project.metadata());
        }
        return detail;
    }

    private static ObjectNode machine(Machine machine) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", machine.uuid().toString())
                .put("seen", Timestamp.format(machine.lastSeen()))
                .put("by", machine.operation());
        putIfPresent(node, "hash", machine.contentHash());
        putIfPresent(node, "path", machine.rootPath());
        return node;
    }

    private static Machine machine(JsonNode node) {
        return new Machine(
                UUID.fromString(node.get("id").textValue()),
                text(node, "hash"),
                text(node, "path"),
                Timestamp.parse(node.get("seen").textValue()),
                node.get("by").textValue());
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    private static @Nullable ObjectNode object(JsonNode node, String name) {
        return node.get(name) instanceof ObjectNode object ? object : null;
    }

    private static void putIfPresent(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static String write(JsonNode node) {
        return new String(StrictJson.write(node), StandardCharsets.UTF_8);
    }

    /** What was stored was read as strictly before: a failure is a defect, not the caller's. */
    private static JsonNode read(String text) {
        try {
            return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (Refusal damaged) {
            throw new IllegalStateException("a stored text is no JSON", damaged);
        }
    }
}
