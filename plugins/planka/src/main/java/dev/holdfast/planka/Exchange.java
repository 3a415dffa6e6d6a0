package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.net.URI;
import java.time.Clock;

/** Calls to one server, as anybody. Thread-safe. */
final class Exchange {

    private static final int TOO_MANY_REQUESTS = 429;

    private final String base;
    private final HttpPort http;
    private final RateGate gate;

    Exchange(URI base, HttpPort http, Clock clock) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.http = http;
        this.gate = new RateGate(clock);
    }

    /** Where something is: a path from the root of the server's own, which starts with a slash. */
    URI at(String path) {
        return URI.create(base + path);
    }

    HttpCall call(String method, String path) {
        return HttpCall.of(method, at(path)).with("Accept", "application/json");
    }

    /**
     * The answer, whatever its status but 429.
     *
     * @throws BoardFailure.RateLimited for that, and without a call until its time has come
     */
    HttpAnswer send(HttpCall call, Deadline deadline) {
        gate.pass();
        HttpAnswer answer = http.send(call.by(deadline));
        if (answer.status() == TOO_MANY_REQUESTS) {
            throw gate.shut(answer.failure().retryAfter().orElseThrow());
        }
        return answer;
    }
}
