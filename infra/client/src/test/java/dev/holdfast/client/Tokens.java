package dev.holdfast.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tokens that nobody verifies here. */
final class Tokens {
    private Tokens() {}

    static String of(String tenant) {
        return of(tenant, "ann", "first");
    }

    /** @param issue makes a fresh token of the same claims */
    static String of(String tenant, String subject, String issue) {
        return part("{\"alg\":\"none\"}")
                + "."
                + part("{\"tenant_id\":\"" + tenant + "\",\"sub\":\"" + subject + "\",\"jti\":\"" + issue + "\"}")
                + ".c2ln";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
