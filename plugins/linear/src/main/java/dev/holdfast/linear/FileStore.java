package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.net.URI;
import java.util.Objects;

/**
 * Linear's file store. Files go where the API says, under an address that is signed, and are read where they are kept;
 * the credentials are shown there and nowhere else. Thread-safe.
 */
final class FileStore {

    private final GraphQl api;
    private final HttpPort http;
    private final URI origin;
    private final String authorization;
    private final RateLimit limit;

    FileStore(GraphQl api, HttpPort http, URI origin, String authorization, RateLimit limit) {
        this.api = api;
        this.http = http;
        this.origin = origin;
        this.authorization = authorization;
        this.limit = limit;
    }

    /** The address under which the file is kept. */
    String upload(String name, String mediaType, Content content, Deadline deadline) {
        ObjectNode variables =
                Json.object().put("type", mediaType).put("name", name).put("size", content.size());
        JsonNode file = api.call(Documents.PREPARE_UPLOAD, variables, deadline)
                .path("fileUpload")
                .path("uploadFile");
        URI target = Json.uri(file.path("uploadUrl"));
        if (target == null || !holds(file.path("assetUrl"))) {
            throw new BoardFailure.Unavailable("Linear does not say where the file may go; see files_url");
        }
        HttpCall put = HttpCall.of("PUT", target)
                .with("Content-Type", mediaType)
                .with("Cache-Control", "public, max-age=31536000");
        for (JsonNode header : file.path("headers")) {
            put = put.with(header.path("key").asText(), header.path("value").asText());
        }
        HttpAnswer answer = send(put.with(content).by(deadline));
        if (answer.status() < 200 || answer.status() > 299) {
            throw new BoardFailure.Unavailable("Linear's file store did not take the file");
        }
        return file.path("assetUrl").asText();
    }

    Content download(JsonNode url, Deadline deadline) {
        URI address = Json.uri(url);
        if (address == null || !holds(url)) {
            throw new BoardFailure.NotFound("The file is not in Linear's file store");
        }
        HttpAnswer answer = send(HttpCall.of("GET", address)
                .with("Authorization", authorization)
                .upTo(Content.MAX_BYTES)
                .by(deadline));
        if (answer.status() != 200) {
            throw answer.failure();
        }
        return answer.body();
    }

    private HttpAnswer send(HttpCall call) {
        limit.check();
        HttpAnswer answer = http.send(call);
        if (answer.failure() instanceof BoardFailure.RateLimited limited) {
            limit.remember(limited);
            throw limited;
        }
        return answer;
    }

    /** Whether an address is one of the store's. */
    boolean holds(JsonNode url) {
        URI address = Json.uri(url);
        return address != null
                && address.getUserInfo() == null
                && Objects.equals(address.getScheme(), origin.getScheme())
                && Objects.equals(address.getHost(), origin.getHost())
                && address.getPort() == origin.getPort();
    }
}
