package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.github.RateGate.Resource;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of GitHub's REST and GraphQL APIs, with what every one of them needs. Thread-safe. */
final class Api {

    /** What {@code X-GitHub-Api-Version} asks for; GitHub and its Enterprise Server both speak it. */
    static final String VERSION = "2022-11-28";

    private static final String JSON = "application/vnd.github+json";
    private static final String RAW = "application/vnd.github.raw+json";

    private final Settings settings;
    private final HttpPort http;
    private final RateGate gate;
    private final Revisions revisions = new Revisions();

    Api(Settings settings, HttpPort http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.gate = new RateGate(clock);
    }

    /** A part of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What is below the repository. */
    String repository(String path) {
        return "/repos/" + settings.owner() + "/" + settings.repo() + path;
    }

    /** What is at a path; asked for with the revision that is known, which costs nothing when it still holds. */
    JsonNode get(String path, Deadline deadline) {
        HttpCall call = call("GET", path).by(deadline);
        Revisions.@Nullable Revision known = revisions.of(path).orElse(null);
        HttpAnswer answer = exchange(Resource.REST, known == null ? call : call.with("If-None-Match", known.tag()));
        return Json.read(revisions.newest(path, known, answer));
    }

    /** The bytes of a file of at most {@link Content#MAX_BYTES}. */
    Content raw(String path, Deadline deadline) {
        HttpCall call = call("GET", path).with("Accept", RAW).upTo(Content.MAX_BYTES);
        return exchange(Resource.REST, call.by(deadline)).body();
    }

    /** Changes something; what is left of nothing is a missing node. */
    JsonNode send(String method, String path, JsonNode body, Deadline deadline) {
        HttpCall call = call(method, path).with("Content-Type", "application/json");
        return Json.read(exchange(Resource.REST, call.with(Json.write(body)).by(deadline))
                .body());
    }

    JsonNode delete(String path, Deadline deadline) {
        return Json.read(
                exchange(Resource.REST, call("DELETE", path).by(deadline)).body());
    }

    /** The data that a document asks for; what is not there is null in it. */
    JsonNode graph(String document, JsonNode variables, Deadline deadline) {
        ObjectNode body = Json.object().put("query", document).set("variables", variables);
        HttpCall call = headers(HttpCall.of("POST", settings.graph()))
                .with("Content-Type", "application/json")
                .with(Json.write(body));
        gate.pass(Resource.GRAPHQL);
        HttpAnswer answer = http.send(call.by(deadline));
        require(Resource.GRAPHQL, answer);
        JsonNode result = Json.read(answer.body());
        List<JsonNode> errors = Json.elements(result.path("errors"));
        if (errors.stream().anyMatch(Refusals::isLimit)) {
            throw gate.refused(Resource.GRAPHQL, answer);
        }
        gate.taken(Resource.GRAPHQL, answer);
        boolean query = !document.startsWith("mutation");
        boolean usable = errors.stream().allMatch(error -> query && (isAbsent(error) || Refusals.isHidden(error)));
        if (!usable || !result.path("data").isObject()) {
            throw errors.isEmpty() ? new BoardFailure.Unavailable("GitHub could not answer") : Refusals.of(errors);
        }
        return result.path("data");
    }

    private static boolean isAbsent(JsonNode error) {
        return error.path("type").asText().equals("NOT_FOUND");
    }

    private HttpCall call(String method, String path) {
        return headers(HttpCall.of(method, settings.rest(path)));
    }

    private HttpCall headers(HttpCall call) {
        return call.with("Authorization", "Bearer " + settings.token().reveal())
                .with("Accept", JSON)
                .with("X-GitHub-Api-Version", VERSION)
                .with("User-Agent", "holdfast");
    }

    private HttpAnswer exchange(Resource resource, HttpCall call) {
        gate.pass(resource);
        HttpAnswer answer = http.send(call);
        require(resource, answer);
        gate.taken(resource, answer);
        return answer;
    }

    private void require(Resource resource, HttpAnswer answer) {
        if (Refusals.isLimit(answer)) {
            throw gate.refused(resource, answer);
        }
        if (answer.status() != 304 && answer.status() / 100 != 2) {
            throw Refusals.of(answer);
        }
    }
}
