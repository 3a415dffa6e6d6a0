package dev.holdfast.client;

import dev.holdfast.client.file.Home;
import dev.holdfast.client.http.Endpoint;
import dev.holdfast.client.http.Token;
import dev.holdfast.client.input.BadInput;
import dev.holdfast.client.input.Durations;
import dev.holdfast.client.input.Uuids;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command. A token is never among the arguments, which other users of the machine can list. */
final class CommonOptions {
    private static final String LOCAL = "http://127.0.0.1:8080";

    @Option(names = "--url", paramLabel = "URL", description = "The service (HOLDFAST_URL; default: " + LOCAL + ")")
    private @Nullable String url;

    @Option(names = "--insecure-http", description = "Take plain http for hosts other than this machine")
    private boolean insecureHttp;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with the token (else the token is HOLDFAST_TOKEN)")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tenant-claim",
            paramLabel = "NAME",
            description = "The claim that names the tenant (HOLDFAST_TENANT_CLAIM; default: tenant_id)")
    private @Nullable String tenantClaim;

    @Option(
            names = "--machine",
            paramLabel = "UUID",
            description = "This machine (HOLDFAST_MACHINE_UUID; default: one that is made once and kept)")
    private @Nullable String machine;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the spool is kept (HOLDFAST_HOME; default: ~/.holdfast)")
    private @Nullable Path home;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "How long a call may take (default: ${DEFAULT-VALUE})")
    private String timeout = "";

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "Attempts until a call is dead (HOLDFAST_MAX_ATTEMPTS; default: 10)")
    private @Nullable Integer maxAttempts;

    Endpoint endpoint(Surroundings surroundings) {
        return Endpoint.parse(url == null ? surroundings.variable("HOLDFAST_URL", LOCAL) : url, insecureHttp);
    }

    /** Empty when none was given. */
    Optional<Token> token(Surroundings surroundings) {
        String text = tokenFile == null
                ? surroundings.variable("HOLDFAST_TOKEN", "")
                : new String(Inputs.read(tokenFile, surroundings), StandardCharsets.UTF_8);
        if (tokenFile == null && text.isEmpty()) {
            return Optional.empty();
        }
        String claim = tenantClaim == null ? surroundings.variable("HOLDFAST_TENANT_CLAIM", "tenant_id") : tenantClaim;
        return Optional.of(Token.parse(text, claim));
    }

    Home home(Surroundings surroundings) {
        Path otherwise = Path.of(System.getProperty("user.home"), ".holdfast");
        return Home.open(home == null ? Path.of(surroundings.variable("HOLDFAST_HOME", otherwise.toString())) : home);
    }

    /** Empty when none was named. */
    Optional<String> machine(Surroundings surroundings) {
        String named = machine == null ? surroundings.variable("HOLDFAST_MACHINE_UUID", "") : machine;
        return named.isEmpty() ? Optional.empty() : Optional.of(Uuids.require("The machine", named));
    }

    Duration timeout() {
        Duration duration = Durations.parse("--timeout", timeout);
        if (duration.isZero()) {
            throw new BadInput("--timeout must be at least 1s");
        }
        return duration;
    }

    int maxAttempts(Surroundings surroundings) {
        try {
            int most = maxAttempts == null
                    ? Integer.parseInt(surroundings.variable("HOLDFAST_MAX_ATTEMPTS", "10"))
                    : maxAttempts;
            if (most >= 1) {
                return most;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, like 0.
        }
        throw new BadInput("--max-attempts must be a whole number, at least 1");
    }
}
