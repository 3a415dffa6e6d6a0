package dev.holdfast.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAnswerTest {
    @Test
    void status_headers_cookies_and_body_go_through() {
        APIGatewayV2HTTPResponse response = response(201)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withCookies(List.of("a=1; Secure", "b=2"))
                .withBody("{\"ä\":1}")
                .build();
        assertEquals(
                Optional.of(new ClientAnswer(
                        201,
                        List.of(
                                new Header("Content-Type", "application/json"),
                                new Header("set-cookie", "a=1; Secure"),
                                new Header("set-cookie", "b=2")),
                        Buffer.buffer("{\"ä\":1}"))),
                ProxyAnswer.of(response));
    }

    @Test
    void a_base64_body_is_decoded() {
        APIGatewayV2HTTPResponse response =
                response(200).withBody("AP8=").withIsBase64Encoded(true).build();
        Buffer bytes = Buffer.buffer(new byte[] {0, (byte) 0xff});
        assertEquals(Optional.of(bytes), ProxyAnswer.of(response).map(ClientAnswer::body));
    }

    @Test
    void a_body_without_a_type_is_sent_as_plain_text_and_no_body_without_one() {
        assertEquals(
                Optional.of(List.of(new Header("content-type", "text/plain; charset=utf-8"))),
                ProxyAnswer.of(response(200).withBody("a").build()).map(ClientAnswer::headers));
        assertEquals(
                Optional.of(new ClientAnswer(204, List.of(), Buffer.buffer())),
                ProxyAnswer.of(response(204).build()));
    }

    @Test
    void multi_value_headers_and_those_of_the_connection_are_left_out() {
        APIGatewayV2HTTPResponse response = response(200)
                .withHeaders(Map.of("Content-Length", "999", "Connection", "close", "x-kept", "1"))
                .withMultiValueHeaders(Map.of("x-lost", List.of("1", "2")))
                .build();
        assertEquals(
                Optional.of(List.of(new Header("x-kept", "1"))),
                ProxyAnswer.of(response).map(ClientAnswer::headers));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100, 199, 600})
    void a_status_that_is_none_cannot_be_sent(int status) {
        assertEquals(Optional.empty(), ProxyAnswer.of(response(status).build()));
    }

    @Test
    void nothing_broken_base64_or_a_broken_header_cannot_be_sent() {
        assertEquals(Optional.empty(), ProxyAnswer.of(null));
        assertEquals(
                Optional.empty(),
                ProxyAnswer.of(
                        response(200).withBody("{}").withIsBase64Encoded(true).build()));
        assertEquals(
                Optional.empty(),
                ProxyAnswer.of(
                        response(200).withHeaders(Map.of("x", "a\r\nb: c")).build()));
        assertEquals(
                Optional.empty(),
                ProxyAnswer.of(response(200).withHeaders(Map.of("x y", "a")).build()));
    }

    private static APIGatewayV2HTTPResponseBuilder response(int status) {
        return APIGatewayV2HTTPResponse.builder().withStatusCode(status);
    }
}
