package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.board.Boards;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import dev.holdfast.spi.BoardProviderFactory;
import java.util.List;
import java.util.Set;

/** The kinds of boards, and what a tenant configures for all of its projects, over HTTP. */
final class ProviderRoutes {
    private static final String ALL = "/api/v1/providers/";
    private static final String CREDENTIALS = ALL + "{provider}/credentials/";
    private static final Set<String> NONE = Set.of();

    private final Boards boards;

    ProviderRoutes(Boards boards) {
        this.boards = boards;
    }

    List<Route> routes() {
        Scope admin = Scope.TENANT_ADMIN;
        return List.of(
                new Route("GET", ALL, Scope.BOARD_READ, NONE, Body.NONE, (_, _) -> Reply.ok(boards.providers())),
                new Route("GET", CREDENTIALS, admin, NONE, Body.NONE, this::kept),
                new Route("PUT", CREDENTIALS, admin, NONE, Body.JSON, this::put),
                new Route("DELETE", CREDENTIALS, admin, NONE, Body.NONE, this::remove));
    }

    private Reply put(Call call, Matched request) {
        BoardProviderFactory factory = boards.factory(provider(request));
        return Reply.ok(BoardViews.credentials(
                factory.name(), boards.credentials().put(call, factory, BoardInputs.credentials(request.json()))));
    }

    private Reply kept(Call call, Matched request) {
        String provider = provider(request);
        return Reply.ok(BoardViews.credentials(provider, boards.credentials().kept(call, provider)));
    }

    private Reply remove(Call call, Matched request) {
        // Also of a plugin that is not installed any more.
        boards.credentials().remove(call, provider(request));
        return Reply.ok(JsonNodeFactory.instance.objectNode().put("removed", true));
    }

    private static String provider(Matched request) {
        return request.path().getOrDefault("provider", "");
    }
}
