package dev.holdfast.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tokens signed with the key of a data directory, good and bad. */
public final class LocalTokens {
    private final LocalIssuer issuer;

    private LocalTokens(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    /** Of a directory whose key is made if there is none. */
    public static LocalTokens of(Path data) {
        return new LocalTokens(new LocalIssuer(SigningKey.in(DataDirectory.open(data))));
    }

    /** Valid for an hour. */
    public String valid(String tenant, String... scopes) {
        return issuer.token(tenant, "test", List.of(scopes), Duration.ofHours(1), Instant.now());
    }

    public String allScopes(String tenant) {
        return valid(tenant, LocalIssuer.ALL_SCOPES.toArray(String[]::new));
    }

    /** All scopes, for a caller of this name. */
    public String ofSubject(String tenant, String subject) {
        return issuer.token(tenant, subject, LocalIssuer.ALL_SCOPES, Duration.ofHours(1), Instant.now());
    }

    /** Ended an hour ago. */
    public String expired(String tenant) {
        Instant then = Instant.now().minus(Duration.ofHours(2));
        return issuer.token(tenant, "test", LocalIssuer.ALL_SCOPES, Duration.ofHours(1), then);
    }

    /** Good but for its size, which is at least this many characters. */
    public String ofSize(int characters, String tenant) {
        String filler = "x:y" + " x:y".repeat(characters * 3 / 4 / 4);
        return issuer.token(tenant, "test", List.of("projects:read", filler), Duration.ofHours(1), Instant.now());
    }
}
