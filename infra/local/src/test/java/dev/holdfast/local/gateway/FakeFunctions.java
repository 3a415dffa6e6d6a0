package dev.holdfast.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Functions that misbehave in ways that the real ones must not. */
record FakeFunctions(Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http, UnaryOperator<byte[]> direct)
        implements Functions {
    static FakeFunctions http(Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http) {
        return new FakeFunctions(http, event -> event);
    }

    static FakeFunctions direct(UnaryOperator<byte[]> direct) {
        return new FakeFunctions(event -> text(200, "ok"), direct);
    }

    static APIGatewayV2HTTPResponse text(int status, String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withBody(body)
                .build();
    }

    @Override
    public APIGatewayV2HTTPResponse http(APIGatewayV2HTTPEvent event, String requestId, Instant deadline) {
        return http.apply(event);
    }

    @Override
    public byte[] direct(String name, byte[] event, String requestId, Instant deadline) {
        return direct.apply(event);
    }

    @Override
    public List<String> names() {
        return List.of("echo");
    }
}
