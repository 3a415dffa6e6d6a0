package dev.holdfast.local;

import dev.holdfast.lambda.BoardSetup;
import dev.holdfast.lambda.Settings;
import dev.holdfast.local.gateway.Gateway;
import dev.holdfast.local.gateway.HttpEdge;
import dev.holdfast.local.gateway.LambdaApi;
import dev.holdfast.local.gateway.Sandbox;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The Quarkus application: the functions over the store, behind HTTP, from start to stop. */
@Singleton
@Unremovable
final class Server implements QuarkusApplication {
    private static final Duration TOKEN_TTL = Duration.ofHours(12);

    private final Vertx vertx;
    private final DynamoDbClient client;
    private final Settings settings;
    private final Schedule schedule;
    private final Sandbox sandbox = new Sandbox();
    private volatile @Nullable HttpEdge edge;
    private volatile @Nullable Instances instances;

    @Inject
    Server(Vertx vertx, DynamoDbClient client, Settings settings, Schedule schedule) {
        this.schedule = schedule;
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
    }

    /** @param arguments the command line of this process, which Quarkus hands through */
    @Override
    public int run(String... arguments) {
        if (!(Arguments.parse(arguments) instanceof Action.Up up)) {
            throw new IllegalArgumentException("This application only serves");
        }
        try {
            HttpEdge serving = serve(up);
            edge = serving;
            announce(up, serving.port());
        } catch (StartFailure failure) {
            System.err.println("holdfast: " + failure.getMessage());
            return 1;
        }
        Quarkus.waitForExit();
        return 0;
    }

    void stop(@Observes ShutdownEvent stopping) {
        HttpEdge serving = edge;
        if (serving != null) {
            serving.close();
        }
        Instances functions = instances;
        if (functions != null) {
            functions.close();
        }
    }

    private HttpEdge serve(Action.Up up) {
        Instances functions = functions(up);
        instances = functions;
        schedule.invoke(functions);
        Gateway gateway = new Gateway(functions, sandbox);
        LambdaApi lambda = new LambdaApi(functions, sandbox);
        try {
            return HttpEdge.listen(
                    vertx,
                    up.port(),
                    request -> lambda.takes(request) ? lambda.answer(request) : gateway.answer(request));
        } catch (CompletionException taken) {
            throw StartChecks.portTaken(up.port(), taken.getCause() == null ? taken : taken.getCause());
        }
    }

    private Instances functions(Action.Up up) {
        try {
            Path files = up.data().resolve("boards").toAbsolutePath();
            BoardSetup boards = new BoardSetup(PluginDirectory.plugins(up.plugins()), "sqlite", files);
            return Instances.over(client, settings, boards, up.instances());
        } catch (SdkException failure) {
            throw new StartFailure("The table cannot be made or read: " + failure.getMessage());
        }
    }

    private static void announce(Action.Up up, int port) {
        LocalIssuer issuer = new LocalIssuer(SigningKey.in(DataDirectory.open(up.data())));
        String token = issuer.token("local", "local", LocalIssuer.ALL_SCOPES, TOKEN_TTL, Instant.now());
        Banner banner = new Banner("http://127.0.0.1:" + port, token);
        System.out.println(up.quiet() ? banner.oneLine() : banner.whole());
    }
}
