package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.context.DeleteProject;
import dev.holdfast.project.Project;
import dev.holdfast.project.ProjectEdit;
import dev.holdfast.project.ProjectFilter;
import dev.holdfast.project.Registered;
import dev.holdfast.project.Registration;
import dev.holdfast.project.Registry;
import dev.holdfast.project.Status;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The registry over HTTP. */
final class ProjectRoutes {
    private static final String ALL = "/api/v1/projects/";
    private static final String ONE = ALL + "{cloud_uuid}/";
    private static final Set<String> NONE = Set.of();
    private static final int MOST_PER_PAGE = 100;

    private final Registry registry;
    private final DeleteProject deletion;

    private ProjectRoutes(Registry registry, DeleteProject deletion) {
        this.registry = registry;
        this.deletion = deletion;
    }

    static List<Route> of(Registry registry, DeleteProject deletion) {
        ProjectRoutes on = new ProjectRoutes(registry, deletion);
        return List.of(
                new Route("POST", ALL + "register/", Scope.PROJECTS_WRITE, NONE, Body.JSON, on::register),
                new Route("POST", ALL + "sync/", Scope.PROJECTS_WRITE, NONE, Body.JSON, on::sync),
                new Route(
                        "GET",
                        ALL + "by-local-uuid/{local_uuid}/",
                        Scope.PROJECTS_READ,
                        Set.of("machine_uuid"),
                        Body.NONE,
                        on::resolve),
                new Route("GET", ONE + "registration-status/", Scope.PROJECTS_READ, NONE, Body.NONE, on::status),
                new Route(
                        "GET",
                        ALL,
                        Scope.PROJECTS_READ,
                        Set.of("tag", "provider", "status", "limit", "cursor"),
                        Body.NONE,
                        on::list),
                new Route("GET", ONE, Scope.PROJECTS_READ, NONE, Body.NONE, on::get),
                new Route("PATCH", ONE, Scope.PROJECTS_WRITE, NONE, Body.JSON, on::edit),
                new Route("DELETE", ONE, Scope.PROJECTS_WRITE, NONE, Body.NONE, on::delete),
                new Route("POST", ONE + "archive/", Scope.PROJECTS_WRITE, NONE, Body.NONE, on::archive),
                new Route("POST", ONE + "restore/", Scope.PROJECTS_WRITE, NONE, Body.NONE, on::restore),
                new Route(
                        "GET",
                        ONE + "registrations/",
                        Scope.PROJECTS_READ,
                        Set.of("limit", "cursor"),
                        Body.NONE,
                        on::history));
    }

    private Reply register(Call call, Matched request) {
        Registration wanted = Registration.read(request.fields(), request.machine());
        Registered registered = registry.register().apply(call, wanted);
        return Reply.of(ProjectViews.registeredStatus(registered), ProjectViews.registered(registered));
    }

    private Reply sync(Call call, Matched request) {
        var entries = ProjectInputs.batch(request.json(), request.machine());
        return Reply.ok(ProjectViews.synced(registry.sync().apply(call, entries)));
    }

    private Reply resolve(Call call, Matched request) {
        QueryString query = request.query();
        UUID machine = query.uuid("machine_uuid").orElse(request.machine());
        Project project = registry.resolve().byLocalUuid(call, request.uuid("local_uuid"));
        return Reply.ok(ProjectViews.resolved(project, machine));
    }

    private Reply status(Call call, Matched request) {
        return Reply.ok(ProjectViews.status(registry.resolve().byCloudUuid(call, request.uuid("cloud_uuid"))));
    }

    private Reply list(Call call, Matched request) {
        QueryString query = request.query();
        ProjectFilter filter = new ProjectFilter(
                query.text("tag").orElse(null),
                query.text("provider").orElse(null),
                query.oneOf("status", Status.BY_WIRE).orElse(null));
        return Reply.ok(ProjectViews.listed(registry.list()
                .page(
                        call,
                        filter,
                        query.limit("limit", MOST_PER_PAGE),
                        query.text("cursor").orElse(null))));
    }

    private Reply get(Call call, Matched request) {
        return project(registry.resolve().byCloudUuid(call, request.uuid("cloud_uuid")));
    }

    private Reply edit(Call call, Matched request) {
        UUID cloudUuid = request.uuid("cloud_uuid");
        ProjectEdit edit = ProjectEdit.read(request.fields());
        return project(registry.change().edit(call, cloudUuid, edit, request.ifMatch()));
    }

    private Reply archive(Call call, Matched request) {
        return project(registry.change().archive(call, request.uuid("cloud_uuid"), request.ifMatch()));
    }

    private Reply restore(Call call, Matched request) {
        return project(registry.change().restore(call, request.uuid("cloud_uuid"), request.ifMatch()));
    }

    private Reply delete(Call call, Matched request) {
        UUID cloudUuid = request.uuid("cloud_uuid");
        deletion.apply(call, cloudUuid, request.ifMatch());
        return Reply.of(
                202,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("cloud_uuid", cloudUuid.toString())
                        .put("deletion", "accepted"));
    }

    private Reply history(Call call, Matched request) {
        QueryString query = request.query();
        return Reply.ok(ProjectViews.history(registry.history()
                .page(
                        call,
                        request.uuid("cloud_uuid"),
                        query.limit("limit", MOST_PER_PAGE),
                        query.text("cursor").orElse(null))));
    }

    private static Reply project(Project project) {
        return Reply.ok(ProjectViews.project(project)).with("ETag", "\"" + project.version() + "\"");
    }
}
