package dev.holdfast.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The child process of {@link DynamoDbLocal}: DynamoDB Local's request handler in a Jetty server on loopback. Its own
 * {@code ServerRunner} is not used because that listens on every interface and reports usage over the network.
 *
 * <p>Its only argument is the database directory; without one everything is kept in memory. It writes one line to
 * stdout, {@value #LISTENING} and the port or {@value #REFUSED} and the reason, and serves until its stdin ends.
 */
final class DynamoDbLocalServer {
    static final String LISTENING = "listening ";
    static final String REFUSED = "refused ";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    // A field, as the JDK would forget the level of a logger that nobody holds.
    private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

    private final LocalDynamoDBRequestHandler store;
    private final Server server;

    private DynamoDbLocalServer(Optional<DatabaseDirectory> directory) throws Exception {
        boolean sharedDb = true;
        boolean delayTransientStatuses = false;
        String path = directory.map(it -> it.path().toString()).orElse(null);
        store = new LocalDynamoDBRequestHandler(0, path == null, path, sharedDb, delayTransientStatuses);
        // The first request opens the database: it had better not be the caller's.
        store.listTables("local", "us-east-1", ListTablesRequest.builder().build());
        server = new Server(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(store, null), "/"));
        server.start();
    }

    /** Runs the server; exits, so that no thread of a library keeps the process alive. */
    public static void main(String[] arguments) {
        PrintStream report = System.out;
        System.setOut(System.err);
        SQLITE_LOG.setLevel(Level.WARNING);
        System.exit(run(arguments, report));
    }

    private static int run(String[] arguments, PrintStream report) {
        Optional<DatabaseDirectory> directory =
                arguments.length == 0 ? Optional.empty() : Optional.of(new DatabaseDirectory(Path.of(arguments[0])));
        try {
            if (directory.isPresent()) {
                directory.get().claim();
            }
        } catch (IOException unusable) {
            report.println(REFUSED + String.valueOf(unusable.getMessage()).replaceAll("\\R", " "));
            return 1;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            DynamoDbLocalServer server = new DynamoDbLocalServer(directory);
            outliveSignalsUntil(stopped);
            report.println(LISTENING + server.port());
            System.in.transferTo(OutputStream.nullOutputStream());
            CompletableFuture.delayedExecutor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> Runtime.getRuntime().halt(1));
            server.stop();
            return 0;
        } catch (Exception failure) {
            failure.printStackTrace();
            return 1;
        } finally {
            stopped.countDown();
        }
    }

    /** A Ctrl-C reaches the whole process group, but the parent may need the store for its own shutdown. */
    private static void outliveSignalsUntil(CountDownLatch stopped) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                stopped.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private void stop() throws Exception {
        server.stop();
        store.shutdown();
    }
}
