package dev.holdfast.client.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.BadInput;
import dev.holdfast.client.input.Json;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A bearer token (RFC 6750) that is a JWT (RFC 7519). It is sent, and neither stored nor shown. */
public final class Token {
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]*");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_CHARS = 8 * 1024;

    private final String compact;
    private final String tenant;
    private final String subject;

    private Token(String compact, String tenant, String subject) {
        this.compact = compact;
        this.tenant = tenant;
        this.subject = subject;
    }

    /**
     * Reads a token without verifying it: that is the service's part.
     *
     * @throws BadInput when it names no tenant: what it spools could not be told from another tenant's
     */
    public static Token parse(String text, String tenantClaim) {
        String compact = text.strip();
        ObjectNode claims = claims(compact)
                .orElseThrow(() -> new BadInput("The token cannot be read: it must be a JWT of at most 8 KB"));
        String tenant = claims.path(tenantClaim).asText("");
        if (!TENANT.matcher(tenant).matches()) {
            throw new BadInput(
                    "The token names no tenant in its claim '" + tenantClaim + "'; --tenant-claim names another claim");
        }
        return new Token(compact, tenant, claims.path("sub").asText(""));
    }

    /** The value of {@code Authorization}. */
    String authorization() {
        return "Bearer " + compact;
    }

    /** The account that this token stands for at a service. */
    public Account account(Endpoint endpoint) {
        return new Account(endpoint.url(), tenant, subject);
    }

    /** Without the token itself. */
    @Override
    public String toString() {
        return "token of " + subject + " for " + tenant;
    }

    private static Optional<ObjectNode> claims(String compact) {
        var parts = COMPACT.matcher(compact);
        if (compact.length() > MOST_CHARS || !parts.matches()) {
            return Optional.empty();
        }
        try {
            return Json.ifObject(Base64.getUrlDecoder().decode(parts.group(1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
