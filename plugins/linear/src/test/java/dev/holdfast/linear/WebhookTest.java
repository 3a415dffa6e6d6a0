package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.spi.Content;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.Secret;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private static final Secret SECRET = Secret.of("lin_wh_example");
    private static final Instant SENT = Instant.ofEpochMilli(1_900_000_000_000L);
    private static final String BODY = "{\"action\":\"update\",\"webhookTimestamp\":1900000000000}";

    /** Computed with {@code openssl dgst -sha256 -hmac lin_wh_example}. */
    private static final String SIGNATURE = "dc5372258c4f4f0ab1c1c3fe05d060e16e8edc54a5d65346406de22984182b02";

    private static boolean isAuthentic(String signature, String body, Secret secret, Instant now) {
        HookCall call = new HookCall(Map.of("Linear-Signature", signature), Content.of(body));
        return new LinearFactory().isAuthentic(call, secret, now);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "60, true", "-60, true", "61, false", "-61, false"})
    void a_signed_call_is_authentic_for_a_minute(int seconds, boolean expected) {
        assertEquals(expected, isAuthentic(SIGNATURE, BODY, SECRET, SENT.plusSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "not hexadecimal"})
    void another_signature_is_none(String signature) {
        assertFalse(isAuthentic(signature, BODY, SECRET, SENT));
    }

    @Test
    void another_body_or_secret_makes_it_none() {
        assertFalse(isAuthentic(SIGNATURE, BODY + " ", SECRET, SENT));
        assertFalse(isAuthentic(SIGNATURE, BODY, Secret.of("other"), SENT));
        assertFalse(isAuthentic(SIGNATURE, BODY, Secret.of(""), SENT));
    }

    @Test
    void a_call_without_a_signature_is_none() {
        HookCall call = new HookCall(Map.of(), Content.of(BODY));

        assertFalse(new LinearFactory().isAuthentic(call, SECRET, SENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"update\"} | 08db6fba50009f2693fe9ab77ec3991b203ae8c5019c5ee481f428359365edef",
                "[] | 0fc5c173c3119606fa0d4ca38882b2190cd0565da2acba9a70a9e1f49cd38ba5",
                "nonsense | 43f27c043e3749e444a11b2686441e3a5e0e9fdde7ab365c49abffebe54ea774"
            })
    void a_signed_body_without_a_time_is_none(String body, String signature) {
        assertFalse(isAuthentic(signature, body, SECRET, SENT));
    }
}
