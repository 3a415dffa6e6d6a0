package dev.holdfast.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.holdfast.lambda.BoardSetup;
import dev.holdfast.lambda.Invocation;
import dev.holdfast.lambda.Service;
import dev.holdfast.lambda.Settings;
import dev.holdfast.local.gateway.Functions;
import dev.holdfast.queue.Wake;
import dev.holdfast.table.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Independent instances of the functions over one store, which take turns: what one of them keeps may be stale. */
final class Instances implements Functions, AutoCloseable {
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(1);
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<Service> services;
    private final AtomicInteger turn = new AtomicInteger();

    private Instances(List<Service> services) {
        this.services = services;
    }

    /** Creates the table if it is missing. */
    static Instances over(DynamoDbClient client, Settings settings, BoardSetup boards, int count) {
        new Table(client, settings.table()).createIfAbsent();
        List<Service> services = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        Wake wake = () -> drainBeside(services, asked);
        for (int i = 0; i < count; i++) {
            services.add(
                    Service.create(settings, new Table(client, settings.table()), boards, wake, Clock.systemUTC()));
        }
        return new Instances(List.copyOf(services));
    }

    /** As an asynchronous invocation on AWS, one at a time: again, if it was asked for while one ran. */
    private static void drainBeside(List<Service> services, AtomicInteger asked) {
        if (asked.getAndIncrement() == 0) {
            Thread.startVirtualThread(() -> {
                int seen;
                do {
                    seen = asked.get();
                    drain(services.getFirst());
                } while (!asked.compareAndSet(seen, 0));
            });
        }
    }

    private static void drain(Service service) {
        try {
            service.direct(
                    "drain",
                    EVENT,
                    new Invocation(UUID.randomUUID().toString(), Instant.now().plus(DRAIN_LIMIT)));
        } catch (RuntimeException _) {
            // A store that is gone because the process ends: the schedule of the next one goes on.
        }
    }

    @Override
    public APIGatewayV2HTTPResponse http(APIGatewayV2HTTPEvent event, String requestId, Instant deadline) {
        return next().http(event, new Invocation(requestId, deadline));
    }

    @Override
    public byte[] direct(String name, byte[] event, String requestId, Instant deadline) {
        return next().direct(name, event, new Invocation(requestId, deadline));
    }

    @Override
    public List<String> names() {
        return services.getFirst().directFunctions();
    }

    /** Lets go of boards. */
    @Override
    public void close() {
        services.forEach(Service::close);
    }

    private Service next() {
        return services.get(Math.floorMod(turn.getAndIncrement(), services.size()));
    }
}
