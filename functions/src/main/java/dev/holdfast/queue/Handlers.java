package dev.holdfast.queue;

import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The handlers of this instance by their kinds. */
final class Handlers {
    private final Map<String, JobHandler> byKind;

    Handlers(List<JobHandler> handlers) {
        this.byKind = handlers.stream().collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity()));
    }

    Optional<JobHandler> of(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** One attempt, whatever it throws. */
    static Outcome run(JobHandler handler, Job job, Lease lease) {
        try {
            return handler.run(job, lease);
        } catch (Refusal refused) {
            String cause = refused.reason() + ": " + refused.detail();
            return refused.reason().passing()
                    ? new Outcome.Retry(cause, retryAfter(refused))
                    : new Outcome.Reject(cause);
        } catch (RuntimeException defect) {
            Defects.log("job " + job.id(), defect);
            return new Outcome.Retry("The handler failed: " + defect.getClass().getSimpleName(), null);
        }
    }

    private static @Nullable Duration retryAfter(Refusal refused) {
        return refused.facts().get("retry_after") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : null;
    }
}
