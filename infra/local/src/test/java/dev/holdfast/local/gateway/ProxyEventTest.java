package dev.holdfast.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEventTest {
    @ParameterizedTest
    @CsvSource({
        "/a/b/, /a/b/, ''",
        "/a%20b/%C3%A4, /a b/ä, ''",
        "/a%2Fb, /a/b, ''",
        "/a+b, /a+b, ''",
        "/a%2Bb, /a+b, ''",
        "/a?x=1%202, /a, x=1%202",
        "/a%3Fb=c?d=e, /a, d=e",
        "/a??x, /a, ?x",
        "http://holdfast.example:80/a?b, /a, b",
        "http://holdfast.example?b, /, b"
    })
    void the_path_is_decoded_and_the_query_stays_as_sent(String target, String path, String query) throws Exception {
        APIGatewayV2HTTPEvent event = event(Requests.get(target));
        assertEquals(path, event.getRawPath());
        assertEquals(path, event.getRequestContext().getHttp().getPath());
        assertEquals(query, event.getRawQueryString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%2", "/%zz", "/?a=%zz", "*", "no-path"})
    void a_target_that_cannot_be_decoded_is_refused(String target) {
        assertThrows(MalformedRequest.class, () -> event(Requests.get(target)));
    }

    @Test
    void query_parameters_are_decoded_and_repeated_ones_joined() throws Exception {
        assertEquals(
                Map.of("a", "1,2,", "b c", "d+e f", "g", ""),
                event(Requests.get("/?a=1&b%20c=d%2Be+f&a=2&g&&a=")).getQueryStringParameters());
        assertNull(event(Requests.get("/")).getQueryStringParameters());
    }

    @Test
    void headers_are_lower_cased_and_repeated_ones_joined() throws Exception {
        Map<String, String> headers = event(
                        Requests.get("/", "Host", "h.example:8080", "X-Tag", "a", "x-tag", "b, c", "Accept", "*/*"))
                .getHeaders();
        assertEquals("a,b, c", headers.get("x-tag"));
        assertEquals("*/*", headers.get("accept"));
        assertEquals("h.example:8080", headers.get("host"));
    }

    @Test
    void the_gateway_adds_its_headers_and_keeps_those_of_the_connection() throws Exception {
        Map<String, String> headers = event(Requests.request(
                        "POST",
                        "/",
                        "four",
                        "Connection",
                        "keep-alive",
                        "Transfer-Encoding",
                        "chunked",
                        "X-Forwarded-For",
                        "10.0.0.9",
                        "X-Forwarded-Proto",
                        "gopher"))
                .getHeaders();
        assertFalse(headers.containsKey("connection"));
        assertFalse(headers.containsKey("transfer-encoding"));
        assertEquals("4", headers.get("content-length"));
        assertEquals("10.0.0.9, 127.0.0.1", headers.get("x-forwarded-for"));
        assertEquals("8080", headers.get("x-forwarded-port"));
        assertEquals("http", headers.get("x-forwarded-proto"));
        assertTrue(
                headers.getOrDefault("x-amzn-trace-id", "").matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}"),
                headers.toString());
    }

    @Test
    void cookies_stand_apart_from_the_headers() throws Exception {
        APIGatewayV2HTTPEvent event = event(Requests.get("/", "Cookie", "a=1; b=2", "cookie", "c=3;"));
        assertEquals(List.of("a=1", "b=2", "c=3"), event.getCookies());
        assertFalse(event.getHeaders().containsKey("cookie"));
        assertNull(event(Requests.get("/")).getCookies());
    }

    @Test
    void the_context_tells_when_whence_and_through_which_route() throws Exception {
        RequestContext context = event(Requests.get("/a", "Host", "api.example:80", "User-Agent", "curl/8"))
                .getRequestContext();
        assertEquals("$default", context.getRouteKey());
        assertEquals("$default", context.getStage());
        assertEquals("api.example", context.getDomainName());
        assertEquals("api", context.getDomainPrefix());
        assertEquals("id", context.getRequestId());
        assertEquals("12/Mar/2026:19:03:58 +0000", context.getTime());
        assertEquals(1_773_342_238_123L, context.getTimeEpoch());
        assertEquals("GET", context.getHttp().getMethod());
        assertEquals("HTTP/1.1", context.getHttp().getProtocol());
        assertEquals("127.0.0.1", context.getHttp().getSourceIp());
        assertEquals("curl/8", context.getHttp().getUserAgent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/xml",
                "application/javascript",
                "text/plain",
                "text/x-anything"
            })
    void a_body_of_a_text_type_is_handed_on_as_text(String type) throws Exception {
        APIGatewayV2HTTPEvent event = event(Requests.request("POST", "/", "{\"ä\":1}", "Content-Type", type));
        assertEquals("{\"ä\":1}", event.getBody());
        assertFalse(event.getIsBase64Encoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json-patch+json",
                "application/merge-patch+json",
                "application/problem+json",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "image/png"
            })
    void a_body_of_any_other_type_is_base64(String type) throws Exception {
        assertBase64(Requests.request("POST", "/", "{}", "Content-Type", type));
    }

    @Test
    void a_body_without_a_type_or_with_an_encoding_is_base64() throws Exception {
        assertBase64(Requests.request("POST", "/", "{}"));
        assertBase64(
                Requests.request("POST", "/", "{}", "Content-Type", "application/json", "Content-Encoding", "gzip"));
    }

    @Test
    void no_body_is_no_member_at_all() throws Exception {
        APIGatewayV2HTTPEvent event = event(Requests.request("POST", "/", "", "Content-Type", "image/png"));
        assertNull(event.getBody());
        assertFalse(event.getIsBase64Encoded());
    }

    private static void assertBase64(ClientRequest request) throws MalformedRequest {
        APIGatewayV2HTTPEvent event = event(request);
        assertTrue(event.getIsBase64Encoded());
        assertEquals(request.body(), Buffer.buffer(Base64.getDecoder().decode(event.getBody())));
    }

    private static APIGatewayV2HTTPEvent event(ClientRequest request) throws MalformedRequest {
        return ProxyEvent.of(request, "id");
    }
}
