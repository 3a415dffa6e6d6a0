package dev.holdfast.lambda;

import dev.holdfast.activity.Decisions;
import dev.holdfast.activity.PostEvent;
import dev.holdfast.activity.PostedEvent;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.context.ActivityFeed;
import dev.holdfast.context.ActivityFeedFilter;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Scope;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A project's feed over HTTP. */
final class ActivityRoutes {
    private static final String PROJECT = "/api/v1/projects/{cloud_uuid}/";
    private static final String EVENTS = PROJECT + "events/";
    private static final int MOST_PER_PAGE = 100;

    private final Registry registry;
    private final PostEvent post;
    private final Decisions decisions;
    private final ActivityFeed activity;
    private final Cursors cursors;

    ActivityRoutes(Registry registry, PostEvent post, Decisions decisions, ActivityFeed activity, Cursors cursors) {
        this.registry = registry;
        this.post = post;
        this.decisions = decisions;
        this.activity = activity;
        this.cursors = cursors;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", EVENTS, Scope.STATE_WRITE, Set.of(), Body.JSON, this::post),
                new Route(
                        "GET",
                        EVENTS,
                        Scope.AUDIT_READ,
                        Set.of("type", "actor", "resource", "since", "until", "limit", "cursor"),
                        Body.NONE,
                        this::list),
                new Route(
                        "GET",
                        PROJECT + "decisions/",
                        Scope.STATE_READ,
                        Set.of("task", "path", "limit", "cursor"),
                        Body.NONE,
                        this::decisions));
    }

    private Reply post(Call call, Matched request) {
        PostedEvent posted = PostedEvent.read(request.json());
        return Reply.of(201, ActivityViews.event(post.apply(call, owner(call, request), posted)));
    }

    private Reply list(Call call, Matched request) {
        QueryString query = request.query();
        ActivityFeedFilter filter = ActivityInputs.filter(query);
        int limit = query.limit("limit", MOST_PER_PAGE);
        ActivityFeed.Page page = activity.page(
                call, request.uuid("cloud_uuid"), filter, query.text("cursor").orElse(null), limit);
        return Reply.ok(ActivityViews.page(page.events(), page.nextCursor()));
    }

    private Reply decisions(Call call, Matched request) {
        QueryString query = request.query();
        Decisions.About about = ActivityInputs.about(query);
        int limit = query.limit("limit", MOST_PER_PAGE);
        ProjectRef owner = owner(call, request);
        // Texts from outside are neither empty nor have control characters.
        String list = String.join(
                "\n",
                "decisions",
                owner.project() + "." + owner.incarnation(),
                Objects.toString(about.task(), ""),
                Objects.toString(about.path(), ""));
        String before = query.text("cursor")
                .map(cursor -> cursors.open(call, list, cursor))
                .orElse(null);
        Decisions.Page page = decisions.page(call.budget(), owner, about, before, limit);
        String next = page.next() == null ? null : cursors.seal(call, list, page.next());
        return Reply.ok(ActivityViews.page(page.decisions(), next));
    }

    private ProjectRef owner(Call call, Matched request) {
        return registry.resolve().byCloudUuid(call, request.uuid("cloud_uuid")).ref();
    }
}
