package dev.holdfast.local;

import java.net.URI;

/** The settings that are known only now, as the system properties that Quarkus reads when it starts. */
final class Configuration {
    /** A receiver under development runs on this machine. */
    private static final String LOOPBACK = "localhost,127.0.0.0/8,::1";

    private Configuration() {}

    /** For a store anywhere but on AWS: it takes any credentials, but wants some. */
    static void set(URI dynamodb, SigningKey key, LocalKeyset keyset) {
        System.setProperty("holdfast.table", "holdfast");
        System.setProperty("holdfast.token.issuer", LocalIssuer.ISSUER);
        System.setProperty("holdfast.token.audience", LocalIssuer.AUDIENCE);
        System.setProperty("holdfast.token.keys", key.publicPem());
        System.setProperty("holdfast.keyset", keyset.location().toString());
        String allowed = System.getenv("HOLDFAST_OUTBOUND_ALLOW");
        System.setProperty("holdfast.outbound.allow", allowed == null ? LOOPBACK : LOOPBACK + "," + allowed);
        System.setProperty("quarkus.dynamodb.endpoint-override", dynamodb.toString());
        if (!dynamodb.getHost().endsWith(".amazonaws.com")) {
            System.setProperty("quarkus.dynamodb.aws.region", "us-east-1");
            System.setProperty("quarkus.dynamodb.aws.credentials.type", "static");
            System.setProperty("quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "local");
            System.setProperty("quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "local");
        }
    }
}
