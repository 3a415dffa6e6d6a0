package dev.holdfast.local;

import dev.holdfast.local.gateway.Functions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invokes the scheduled functions, as EventBridge Scheduler does on AWS. */
@Singleton
class Schedule {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    private volatile @Nullable Functions functions;

    /** From now on; nothing runs before. */
    void invoke(Functions scheduled) {
        functions = scheduled;
    }

    @Scheduled(every = "60s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        invoke("sweep");
    }

    @Scheduled(every = "30s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void drain() {
        invoke("drain");
    }

    private void invoke(String function) {
        Functions scheduled = functions;
        if (scheduled != null) {
            scheduled.direct(
                    function, EVENT, UUID.randomUUID().toString(), Instant.now().plus(TIME_LIMIT));
        }
    }
}
