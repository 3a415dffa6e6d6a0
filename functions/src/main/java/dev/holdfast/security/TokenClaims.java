package dev.holdfast.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The claims (RFC 7519 section 4) of a token whose signature is good, held against the rules. */
final class TokenClaims {
    private static final BigDecimal SKEW_SECS = BigDecimal.valueOf(5);
    private static final BigDecimal LAST_SECOND_OF_9999 = BigDecimal.valueOf(253_402_300_799L);
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_SUBJECT_CHARS = 256;

    private final ObjectNode claims;
    private final TokenRules rules;

    TokenClaims(ObjectNode claims, TokenRules rules) {
        this.claims = claims;
        this.rules = rules;
    }

    /**
     * Whom the claims name.
     *
     * @throws Refusal UNAUTHORIZED if a rule is broken
     */
    Caller caller(Instant now) {
        if (!isText(claims.path("iss"), rules.issuer())) {
            throw BadToken.because("The token is from another issuer.");
        }
        checkTime(now);
        if (!isForUs()) {
            throw BadToken.because("The token is for another audience.");
        }
        return new Caller(tenant(), subject(), scopes());
    }

    private void checkTime(Instant now) {
        BigDecimal time = BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
        if (!claims.has("exp")) {
            throw BadToken.because("The token has no exp: get one that expires.");
        }
        if (time.subtract(SKEW_SECS).compareTo(date("exp")) > 0) {
            throw BadToken.because("The token has expired: get a new one.");
        }
        if (claims.has("nbf") && time.add(SKEW_SECS).compareTo(date("nbf")) < 0) {
            throw BadToken.because("The token is not valid yet (nbf): check the issuer's clock.");
        }
        if (claims.has("iat")) {
            date("iat");
        }
    }

    private BigDecimal date(String name) {
        JsonNode date = claims.path(name);
        BigDecimal seconds = date.isNumber() ? date.decimalValue() : BigDecimal.ONE.negate();
        if (seconds.signum() < 0 || seconds.compareTo(LAST_SECOND_OF_9999) > 0) {
            throw BadToken.because("The token's " + name + " is not a time in seconds since 1970.");
        }
        return seconds;
    }

    private boolean isForUs() {
        JsonNode audience = claims.path("aud");
        if (audience.isMissingNode()) {
            JsonNode client = claims.path("client_id");
            return client.isTextual() && rules.clientIds().contains(client.textValue());
        }
        // A client of ours with another audience holds a token for somebody else's service.
        String wanted = rules.audience();
        return wanted != null
                && (isText(audience, wanted)
                        || (audience.isArray() && audience.valueStream().anyMatch(it -> isText(it, wanted))));
    }

    private String tenant() {
        JsonNode tenant = claims.path(rules.tenantClaim());
        if (!tenant.isTextual() || !TENANT.matcher(tenant.textValue()).matches()) {
            throw BadToken.because("The token needs the claim " + rules.tenantClaim()
                    + ": 1 to 64 letters, digits, underscores or hyphens.");
        }
        return tenant.textValue();
    }

    private String subject() {
        JsonNode subject = claims.path("sub");
        String text = subject.isTextual() ? subject.textValue() : "";
        if (text.isBlank() || text.length() > MAX_SUBJECT_CHARS || text.chars().anyMatch(Character::isISOControl)) {
            throw BadToken.because("The token needs the claim sub: 1 to 256 characters.");
        }
        return text;
    }

    private Set<Scope> scopes() {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        Stream.concat(words(claims.path("scope")), words(claims.path("scp")))
                .forEach(it -> Scope.of(it).ifPresent(scopes::add));
        return scopes;
    }

    /** Microsoft's {@code scp} is a string too; what is neither grants nothing. */
    private static Stream<String> words(JsonNode scopes) {
        Stream<JsonNode> texts = scopes.isArray() ? scopes.valueStream() : Stream.of(scopes);
        return texts.filter(JsonNode::isTextual)
                .flatMap(it -> Stream.of(it.textValue().split(" ", -1)));
    }

    private static boolean isText(JsonNode node, String wanted) {
        return node.isTextual() && node.textValue().equals(wanted);
    }
}
