package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Timestamp;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.History;
import dev.holdfast.project.ListProjects;
import dev.holdfast.project.Listing;
import dev.holdfast.project.Machine;
import dev.holdfast.project.Outcome;
import dev.holdfast.project.Project;
import dev.holdfast.project.Registered;
import dev.holdfast.project.RegistrationEvent;
import dev.holdfast.project.Sync;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects on the wire. Secrets of a provider's configuration are in none of these. */
final class ProjectViews {
    private ProjectViews() {}

    static ObjectNode registered(Registered registered) {
        return status(registered.project()).put("outcome", registered.outcome().wire());
    }

    static int registeredStatus(Registered registered) {
        return registered.outcome() == Outcome.CREATED ? 201 : 200;
    }

    static ObjectNode status(Project project) {
        ObjectNode view = object();
        Listing listing = project.listing();
        view.put("cloud_uuid", listing.cloudUuid().toString())
                .put("local_project_uuid", listing.localUuid().toString())
                .put("registration_status", listing.status().wire())
                .put("registered_at", Timestamp.format(listing.registeredAt()))
                .put("updated_at", Timestamp.format(listing.updatedAt()))
                .put("tenant_id", listing.tenant());
        putIfPresent(view, "parent_cloud_uuid", listing.parent());
        return view;
    }

    /** @param machine the asking machine; null when it did not say */
    static ObjectNode resolved(Project project, @Nullable UUID machine) {
        ObjectNode view = project(project);
        if (machine != null) {
            view.put("machine_registered", project.machine(machine).isPresent());
            project.machine(machine).map(Machine::contentHash).ifPresent(hash -> view.put("content_hash", hash));
        }
        return view;
    }

    static ObjectNode project(Project project) {
        ObjectNode view = listing(project.listing()).put("version", project.version());
        if (project.metadata() != null) {
            view.set("metadata", project.metadata());
        }
        view.put("provider_configured", project.providerConfig() != null);
        ArrayNode machines = view.putArray("machines");
        project.machines().forEach(machine -> machines.add(machine(machine)));
        return view;
    }

    static ObjectNode listed(ListProjects.Listed listed) {
        return page(listed.items().stream().map(ProjectViews::listing).toList(), listed.nextCursor());
    }

    static ObjectNode history(History.Events events) {
        return page(events.items().stream().map(ProjectViews::event).toList(), events.nextCursor());
    }

    static ObjectNode synced(List<Sync.Result> results) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("results");
        results.forEach(result -> items.add(result(result)));
        return view;
    }

    private static ObjectNode result(Sync.Result result) {
        return switch (result) {
            case Sync.Result.Done(Registered registered) -> {
                ObjectNode view = registered(registered);
                yield view.put("status", view.get("registration_status").textValue());
            }
            case Sync.Result.Failed(@Nullable String local, Refusal refusal) -> {
                ObjectNode view = object().put("local_project_uuid", local)
                        .putNull("cloud_uuid")
                        .put("status", "error");
                view.put("error", refusal.reason().name()).set("problem", Problems.problem(refusal));
                yield view;
            }
        };
    }

    private static ObjectNode listing(Listing listing) {
        ObjectNode view = object();
        view.put("cloud_uuid", listing.cloudUuid().toString())
                .put("local_project_uuid", listing.localUuid().toString())
                .put("project_name", listing.profile().name())
                .put("project_type", listing.profile().type().wire())
                .put("registration_status", listing.status().wire());
        putIfPresent(view, "parent_cloud_uuid", listing.parent());
        putIfPresent(view, "primary_language", listing.profile().primaryLanguage());
        putIfPresent(view, "framework", listing.profile().framework());
        putIfPresent(view, "provider", listing.profile().provider());
        ArrayNode tags = view.putArray("tags");
        listing.profile().tags().forEach(tags::add);
        return view.put("registered_at", Timestamp.format(listing.registeredAt()))
                .put("updated_at", Timestamp.format(listing.updatedAt()))
                .put("last_used_at", Timestamp.format(listing.usedAt()))
                .put("tenant_id", listing.tenant());
    }

    private static ObjectNode machine(Machine machine) {
        ObjectNode view = object().put("machine_uuid", machine.uuid().toString());
        putIfPresent(view, "content_hash", machine.contentHash());
        putIfPresent(view, "root_path", machine.rootPath());
        return view.put("last_seen", Timestamp.format(machine.lastSeen()));
    }

    private static ObjectNode event(RegistrationEvent event) {
        ObjectNode view = object().put("timestamp", Timestamp.format(event.at()))
                .put("type", event.type())
                .put("actor", event.actor());
        putIfPresent(view, "machine_uuid", event.machine());
        ArrayNode changed = view.putArray("changed");
        event.changed().forEach(changed::add);
        return view;
    }

    private static ObjectNode page(List<ObjectNode> items, @Nullable String nextCursor) {
        ObjectNode view = object();
        view.putArray("items").addAll(items);
        return view.put("next_cursor", nextCursor);
    }

    private static void putIfPresent(ObjectNode view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value.toString());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
