package dev.holdfast.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.holdfast.lambda.Invocation;
import dev.holdfast.lambda.Service;
import dev.holdfast.lambda.Settings;
import dev.holdfast.local.gateway.Functions;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Independent instances of the functions over one store, which take turns: what one of them keeps may be stale. */
final class Instances implements Functions {
    private final List<Service> services;
    private final AtomicInteger turn = new AtomicInteger();

    private Instances(List<Service> services) {
        this.services = services;
    }

    /** Creates the table if it is missing. */
    static Instances over(DynamoDbClient client, Settings settings, int count) {
        new Table(client, settings.table()).createIfAbsent();
        return new Instances(IntStream.range(0, count)
                .mapToObj(ignored -> Service.create(settings, new Table(client, settings.table()), Clock.systemUTC()))
                .toList());
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

    private Service next() {
        return services.get(Math.floorMod(turn.getAndIncrement(), services.size()));
    }
}
