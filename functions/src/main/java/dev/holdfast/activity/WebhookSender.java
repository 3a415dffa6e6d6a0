package dev.holdfast.activity;

import dev.holdfast.queue.Outcome;
import dev.holdfast.security.OutboundClient;
import dev.holdfast.security.OutboundRequest;
import dev.holdfast.security.OutboundResult.Answered;
import dev.holdfast.security.OutboundResult.Failed;
import dev.holdfast.security.RetryAfter;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Posts webhooks. Whatever is not taken with a 2xx within {@link OutboundRequest#LONGEST} is sent again later, unless
 * the answer says that this would not help. Thread-safe.
 */
public final class WebhookSender {
    private static final String USER_AGENT = "Holdfast-Webhooks/1";
    /** Nothing of it is of use, but a short one read to its end leaves the connection for the next call. */
    private static final int MOST_ANSWER_BYTES = 4 * 1024;

    /** Client errors that may pass: timeout, too early, too many requests. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final OutboundClient client;
    private final Clock clock;

    public WebhookSender(OutboundClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** One attempt; the signature is of now. What it answers holds nothing of URL, secret, body or answer. */
    public Outcome send(Webhook webhook) {
        Instant now = clock.instant();
        Map<String, String> headers = new HashMap<>(WebhookSignature.headers(webhook, now));
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", webhook.id());
        headers.put("User-Agent", USER_AGENT);
        OutboundRequest request = new OutboundRequest(
                "POST", webhook.url(), headers, webhook.body(), OutboundRequest.LONGEST, MOST_ANSWER_BYTES);
        return switch (client.send(request)) {
            case Answered answer -> outcome(answer, now);
            case Failed failed when failed.failure().passing() -> new Outcome.Retry(failed.detail(), null);
            case Failed failed -> new Outcome.Reject(failed.detail());
        };
    }

    private static Outcome outcome(Answered answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Done();
        }
        String cause = "The receiver answered " + status + ".";
        if (status >= 500 || PASSING.contains(status)) {
            return new Outcome.Retry(
                    cause,
                    answer.header("retry-after")
                            .flatMap(value -> RetryAfter.parse(value, now))
                            .orElse(null));
        }
        return new Outcome.Reject(
                status >= 300 && status < 400 ? cause + " Redirects are not followed: name the final URL." : cause);
    }
}
