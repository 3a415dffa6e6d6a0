package dev.holdfast.client.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "HTTPS://Holdfast.Example.COM:443/, https://holdfast.example.com",
        "https://h.example/prod//, https://h.example/prod",
        "https://h.example:8443, https://h.example:8443",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080",
        "http://localhost, http://localhost",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void one_address_has_one_form(String given, String url) {
        assertEquals(url, Endpoint.parse(given, false).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h.example",
                "http://127.0.0.1.h.example",
                "http://localhost.h.example",
                "https://u:p@h.example",
                "https://h.example?x=1",
                "https://h.example#x",
                "ftp://h.example",
                "h.example",
                "https:///x",
                "not a url"
            })
    void anything_else_is_refused(String given) {
        assertThrows(BadInput.class, () -> Endpoint.parse(given, false));
    }

    @Test
    void plain_http_can_be_insisted_on() {
        assertEquals(
                "http://h.example", Endpoint.parse("http://h.example", true).url());
    }
}
