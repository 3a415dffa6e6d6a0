package dev.holdfast.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Lease;
import dev.holdfast.queue.Outcome;
import dev.holdfast.table.Budget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posts deliveries to their receivers. A trigger of which none succeeds for a day is paused, and the feed says so. */
public final class DeliverWebhook implements JobHandler {
    static final Duration FAILING_UNTIL_PAUSED = Duration.ofHours(24);

    private final Triggers triggers;
    private final WebhookSender sender;
    private final PauseTrigger pause;
    private final Clock clock;

    public DeliverWebhook(Triggers triggers, WebhookSender sender, PauseTrigger pause, Clock clock) {
        this.triggers = triggers;
        this.sender = sender;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Deliveries.KIND;
    }

    @Override
    public Outcome run(Job job, Lease lease) {
        JsonNode payload = StrictJson.parse(job.payload());
        ProjectRef owner = new ProjectRef(
                job.tenant(),
                Objects.requireNonNull(job.project()),
                payload.path(Deliveries.INCARNATION).textValue());
        Budget budget = lease.budget();
        Optional<Trigger> found =
                triggers.find(budget, owner, payload.path(Deliveries.TRIGGER).textValue());
        if (found.isEmpty()) {
            return new Outcome.Done();
        }
        Trigger trigger = found.get();
        if (trigger.isPaused()) {
            return new Outcome.Reject("The trigger is paused. Resume it, then redrive this delivery.");
        }
        Outcome outcome = sender.send(new Webhook(
                job.id(), trigger.url(), trigger.secret(), StrictJson.write(payload.path(Deliveries.BODY))));
        switch (outcome) {
            case Outcome.Done _ -> triggers.succeeded(budget, owner, trigger);
            case Outcome.Retry(String cause, @Nullable Duration _) -> failed(budget, owner, trigger, cause);
            case Outcome.Reject(String cause) -> failed(budget, owner, trigger, cause);
            case Outcome.Continue _ -> {}
        }
        return outcome;
    }

    private void failed(Budget budget, ProjectRef owner, Trigger trigger, String cause) {
        Instant now = clock.instant();
        Instant since = trigger.failingSince();
        if (since != null && !now.isBefore(since.plus(FAILING_UNTIL_PAUSED))) {
            pause.apply(budget, owner, trigger, now, cause);
        } else if (since == null || !cause.equals(trigger.lastError())) {
            triggers.failed(budget, owner, trigger, now, cause);
        }
    }
}
