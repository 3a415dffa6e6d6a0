package dev.holdfast.local;

import dev.holdfast.lambda.HttpConnections;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Entry of the process. Only {@code up} starts Quarkus. */
@QuarkusMain
public final class Main {
    private static final int STOP_SECONDS = 15;

    private Main() {}

    /** Ends the process with 0, with 1 if it could not start, or with 2 if the command line is wrong. */
    public static void main(String... arguments) {
        int status;
        try {
            status = switch (Arguments.parse(arguments)) {
                case Action.Reply reply -> reply(reply);
                case Action.Token token -> token(token);
                case Action.Up up -> up(up, arguments);
            };
        } catch (StartFailure failure) {
            System.err.println("holdfast: " + failure.getMessage());
            status = 1;
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int reply(Action.Reply reply) {
        if (reply.status() == 0) {
            System.out.println(reply.text());
        } else {
            System.err.println("holdfast: " + reply.text());
        }
        return reply.status();
    }

    private static int token(Action.Token token) {
        LocalIssuer issuer = new LocalIssuer(SigningKey.in(DataDirectory.open(token.data())));
        System.out.println(issuer.token(token.tenant(), token.subject(), token.scopes(), token.ttl(), Instant.now()));
        return 0;
    }

    private static int up(Action.Up up, String... arguments) {
        StartChecks.portIsFree(up.port());
        DataDirectory data = DataDirectory.open(up.data());
        CountDownLatch stopped = new CountDownLatch(1);
        HttpConnections.configure();
        try (DataDirectory.Lock _ = data.lock();
                Store store = Store.open(up.dynamodb(), data)) {
            Configuration.set(store.endpoint(), SigningKey.in(data), LocalKeyset.in(data));
            awaitAtExit(stopped);
            AtomicInteger status = new AtomicInteger();
            Quarkus.run(Server.class, (code, failure) -> status.set(ended(code, failure)), arguments);
            return status.get();
        } finally {
            stopped.countDown();
        }
    }

    private static int ended(int status, @Nullable Throwable failure) {
        if (failure != null) {
            System.err.println("holdfast: the start failed");
            failure.printStackTrace();
        }
        return status;
    }

    /** A signal ends the process when its shutdown hooks end: this one keeps it until the store is closed too. */
    private static void awaitAtExit(CountDownLatch stopped) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                boolean _ = stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
