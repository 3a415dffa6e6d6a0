package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;

/** The HTTP calls that one call on a board takes; they share its deadline. Ids in paths are the server's own. */
record Api(Server server, Deadline deadline) {

    /** The answer to anybody's call, whatever its status. */
    HttpAnswer asAnybody(String path) {
        return server.exchange().send(server.exchange().call("GET", path), deadline);
    }

    /** The answer, whatever its status. */
    HttpAnswer send(HttpCall call) {
        return server.send(call, Proof::onApi, deadline);
    }

    HttpCall call(String method, String path) {
        return server.exchange().call(method, path);
    }

    /** What is there. */
    JsonNode get(String path) {
        return Json.read(done(send(call("GET", path))));
    }

    /** What was made. */
    JsonNode post(String path, ObjectNode body) {
        return item(send(withBody("POST", path, body)));
    }

    /** What was made of a file. */
    JsonNode post(String path, Multipart body) {
        return item(
                send(call("POST", path).with("Content-Type", body.contentType()).with(body.content())));
    }

    /** Changes what is there, or puts it there. */
    void patch(String path, ObjectNode body) {
        HttpAnswer _ = done(send(withBody("PATCH", path, body)));
    }

    /** Makes something of which there is at most one: a conflict says that it is there. */
    void add(String path, ObjectNode body) {
        HttpAnswer answer = send(withBody("POST", path, body));
        if (answer.status() != 409) {
            HttpAnswer _ = done(answer);
        }
    }

    /** Takes something away; what is not there is as good. */
    void remove(String path) {
        HttpAnswer answer = send(call("DELETE", path));
        if (answer.status() != 404) {
            HttpAnswer _ = done(answer);
        }
    }

    /** The bytes of a file. */
    Content file(String path) {
        return done(server.send(
                        call("GET", path).with("Accept", "*/*").upTo(Content.MAX_BYTES), Proof::onFiles, deadline))
                .body();
    }

    /** @throws BoardFailure for any status but 2xx */
    static HttpAnswer done(HttpAnswer answer) {
        if (answer.status() / 100 == 2) {
            return answer;
        }
        throw switch (answer.status()) {
            case 401 -> new BoardFailure.Unauthorized("Planka does not accept the credentials");
            case 403 -> Snapshot.noEditor();
            case 404 -> new BoardFailure.NotFound("Planka has nothing like this that the account may see");
            default -> answer.failure();
        };
    }

    private HttpCall withBody(String method, String path, ObjectNode body) {
        return call(method, path).with("Content-Type", "application/json").with(Json.write(body));
    }

    private static JsonNode item(HttpAnswer answer) {
        return Json.read(done(answer)).path("item");
    }
}
