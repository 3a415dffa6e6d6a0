package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session that begins with a user's name and password, and again when it has ended before its time. */
final class Login implements Access {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Exchange exchange;
    private final String user;
    private final Secret password;
    private final boolean acceptsTerms;
    private Proof.@Nullable Token session;
    private boolean left;

    Login(Exchange exchange, String user, Secret password, boolean acceptsTerms) {
        this.exchange = exchange;
        this.user = user;
        this.password = password;
        this.acceptsTerms = acceptsTerms;
    }

    @Override
    public synchronized Proof proof(Deadline deadline) {
        if (left) {
            throw new IllegalStateException("The provider is closed");
        }
        if (session == null) {
            session = new Proof.Token(Secret.of(begin(deadline)));
        }
        return session;
    }

    @Override
    public synchronized Optional<Proof> instead(Proof refused, Deadline deadline) {
        if (refused.equals(session)) {
            session = null;
        }
        return Optional.of(proof(deadline));
    }

    @Override
    public synchronized void leave() {
        left = true;
        if (session != null) {
            try {
                HttpAnswer _ = exchange.send(
                        session.onApi(exchange.call("DELETE", "/api/access-tokens/me")), Deadline.after(GOODBYE));
            } catch (BoardFailure e) {
                // The session ends by itself when its time has come.
            }
            session = null;
        }
    }

    private String begin(Deadline deadline) {
        ObjectNode body = Json.object().put("emailOrUsername", user).put("password", password.reveal());
        HttpAnswer answer = post("/api/access-tokens", body, deadline);
        return switch (answer.status()) {
            case 200 -> Json.text(Json.read(answer), "item");
            case 400, 401 ->
                throw new BoardFailure.Unauthorized("Planka does not accept this user name with this password");
            case 403 -> afterStep(Json.read(answer), deadline);
            default -> throw answer.failure();
        };
    }

    private String afterStep(JsonNode answer, Deadline deadline) {
        if (!"accept-terms".equals(Json.optional(answer, "step"))) {
            throw new BoardFailure.Unauthorized(
                    "Planka does not let this account in with a password alone; use an API key of it");
        }
        if (!acceptsTerms) {
            throw new BoardFailure.Unauthorized("The account must accept the server's terms first: log in once by hand,"
                    + " set accept_terms to true, or use an API key");
        }
        return accept(Json.text(answer, "pendingToken"), deadline);
    }

    private String accept(String pending, Deadline deadline) {
        HttpAnswer terms = exchange.send(exchange.call("GET", "/api/terms"), deadline);
        if (terms.status() != 200) {
            throw terms.failure();
        }
        JsonNode item = Json.read(terms).path("item");
        ObjectNode body = Json.object()
                .put("pendingToken", pending)
                .put("signature", Json.text(item, "signature"))
                .put("initialLanguage", Json.text(item, "language"));
        HttpAnswer answer = post("/api/access-tokens/accept-terms", body, deadline);
        if (answer.status() != 200) {
            throw answer.status() < 500
                    ? new BoardFailure.Unauthorized("Planka did not let the account accept its terms; log in by hand")
                    : answer.failure();
        }
        return Json.text(Json.read(answer), "item");
    }

    private HttpAnswer post(String path, ObjectNode body, Deadline deadline) {
        return exchange.send(
                exchange.call("POST", path)
                        .with("Content-Type", "application/json")
                        .with(Json.write(body)),
                deadline);
    }
}
