package dev.holdfast.local.http;

import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import dev.holdfast.testkit.DynamoDbLocal;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Two processes over one store, with faults on the way to the store and on the clients' way to the processes. */
final class FaultyService implements AutoCloseable {
    private static final FaultPlan WAY =
            FaultPlan.none().with(Fault.REPLY_LOST_AFTER_APPLY, 0.02).with(Fault.RESET_BEFORE_APPLY, 0.01);

    private final DynamoDbLocal store = DynamoDbLocal.inMemory();
    private final FaultInjector toStore;
    private final Side first;
    private final Side second;

    /** One process and the way to it. */
    private record Side(LocalProcess process, LocalTokens tokens, FaultInjector way) implements AutoCloseable {
        static Side start(Path data, FaultInjector toStore, String... more) {
            String[] options = java.util.Arrays.copyOf(
                    new String[] {"--quiet", "--dynamodb", toStore.endpoint().toString()}, 3 + more.length);
            System.arraycopy(more, 0, options, 3, more.length);
            LocalProcess process = LocalProcess.start(data, options);
            return new Side(
                    process, LocalTokens.of(data), FaultInjector.between(process.baseUri(), FaultPlan.none(), 2));
        }

        Client client(String tenant) {
            return new Client(way.endpoint(), tokens.allScopes(tenant));
        }

        @Override
        public void close() {
            process.close();
            way.close();
        }
    }

    /** Starts without faults. */
    FaultyService(Path data) {
        toStore = FaultInjector.between(store.endpoint(), FaultPlan.none(), 1);
        first = Side.start(data.resolve("first"), toStore, "--instances", "2");
        shareKeys(data.resolve("first"), data.resolve("second"));
        second = Side.start(data.resolve("second"), toStore);
    }

    /** What one seals the other opens, as instances of one service do; and both take the same tokens. */
    private static void shareKeys(Path from, Path to) {
        try {
            Files.createDirectory(to);
            for (String key : List.of("keyset.json", "signing-key.jwk")) {
                Files.copy(from.resolve(key), to.resolve(key), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Tokens that both processes take. */
    LocalTokens tokens() {
        return first.tokens();
    }

    /** Injects faults from now on. */
    void fail(FaultPlan onTheWayToTheStore) {
        fail(onTheWayToTheStore, WAY);
    }

    void fail(FaultPlan onTheWayToTheStore, FaultPlan onTheClientsWay) {
        toStore.plan(onTheWayToTheStore);
        first.way.plan(onTheClientsWay);
        second.way.plan(onTheClientsWay);
    }

    void heal() {
        toStore.plan(FaultPlan.none());
        first.way.plan(FaultPlan.none());
        second.way.plan(FaultPlan.none());
    }

    /** A client of the process that runs two instances. */
    Client oneProcess(String tenant) {
        return first.client(tenant);
    }

    /** A client for each process. */
    List<Client> bothProcesses(String tenant) {
        return List.of(first.client(tenant), second.client(tenant));
    }

    RawTable table() {
        return new RawTable(store.endpoint());
    }

    /** Faults so far between processes and store. */
    Map<Fault, Long> storeFaults() {
        return toStore.faults();
    }

    long storeRequests() {
        return toStore.requests().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        first.close();
        second.close();
        toStore.close();
        store.close();
    }
}
