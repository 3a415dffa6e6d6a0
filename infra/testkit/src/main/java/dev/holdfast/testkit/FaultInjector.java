package dev.holdfast.testkit;

import dev.holdfast.testkit.FaultSchedule.Strike;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on loopback between DynamoDB clients and a store, which lets requests fail as networks and AWS let them fail.
 * What passes is copied byte by byte. Every client connection has a store connection of its own. Thread-safe.
 */
public final class FaultInjector implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final InetSocketAddress store;
    private final ServerSocket listener;
    private final FaultSchedule schedule;
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<Fault, LongAdder> faults = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private volatile Consumer<StoreRequest> hook = request -> {};

    private FaultInjector(URI store, FaultPlan plan, long seed) throws IOException {
        this.store = new InetSocketAddress(InetAddress.getAllByName(store.getHost())[0], store.getPort());
        this.schedule = new FaultSchedule(plan, seed);
        this.listener = new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1"));
        connections.execute(this::accept);
    }

    /**
     * Starts a proxy to {@code store}. The same seed, plan and order of requests give the same faults.
     *
     * @param store {@code http://host:port}
     */
    public static FaultInjector between(URI store, FaultPlan plan, long seed) {
        try {
            return new FaultInjector(store, plan, seed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where clients are to connect, {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Changes the plan for the requests from now on. */
    public void plan(FaultPlan plan) {
        schedule.plan(plan);
    }

    /**
     * Lets one request fail whatever the plan: the next that {@code requests} accepts and that can fail so. Calls add
     * up; each is used once, in their order.
     */
    public void failNext(Fault fault, Predicate<StoreRequest> requests) {
        schedule.failNext(fault, requests);
    }

    /**
     * Sets what is called with every request before its fate is decided and before it is forwarded, on its connection's
     * thread: the request waits for it. If it throws, the connection is closed and {@link #close()} reports it.
     */
    public void onRequest(Consumer<StoreRequest> hook) {
        this.hook = hook;
    }

    /** How many requests came in so far, by operation. */
    public Map<String, Long> requests() {
        Map<String, Long> counts = new TreeMap<>();
        requests.forEach((operation, count) -> counts.put(operation, count.sum()));
        return counts;
    }

    /** How many requests for one operation came in so far. */
    public long requests(String operation) {
        return requests().getOrDefault(operation, 0L);
    }

    /** How many faults of one kind were injected so far. */
    public long faults(Fault fault) {
        return faults().getOrDefault(fault, 0L);
    }

    /** How many faults were injected so far, by kind; kinds without any are left out. */
    public Map<Fault, Long> faults() {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        faults.forEach((fault, count) -> counts.put(fault, count.sum()));
        return counts;
    }

    /**
     * Closes all connections.
     *
     * @throws IllegalStateException if what was given to {@link #onRequest} has thrown
     */
    @Override
    public void close() {
        closeQuietly(listener);
        clients.forEach(FaultInjector::closeQuietly);
        connections.shutdownNow();
        try {
            if (!connections.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("A request is still held by what was given to onRequest");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable failure = firstFailure.get();
        if (failure != null) {
            throw new IllegalStateException("A request could not be handled", failure);
        }
    }

    private Optional<Strike> decide(StoreRequest request) {
        requests.computeIfAbsent(request.operation(), operation -> new LongAdder())
                .increment();
        callHook(request);
        Optional<Strike> strike = schedule.next(request);
        strike.ifPresent(it ->
                faults.computeIfAbsent(it.fault(), fault -> new LongAdder()).increment());
        return strike;
    }

    /** Notes what it throws before its client can see the connection end, and close this. */
    private void callHook(StoreRequest request) {
        try {
            hook.accept(request);
        } catch (RuntimeException | Error failure) {
            firstFailure.compareAndSet(null, failure);
            throw failure;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                clients.add(client);
                connections.execute(() -> serve(client));
            }
        } catch (IOException | RejectedExecutionException closed) {
            clients.forEach(FaultInjector::closeQuietly);
        }
    }

    private void serve(Socket client) {
        try {
            new ProxiedConnection(client, store, this::decide).run();
        } catch (RuntimeException | Error failure) {
            if (!listener.isClosed()) {
                firstFailure.compareAndSet(null, failure);
            }
        } finally {
            clients.remove(client);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception alreadyClosed) {
            // The peer has gone first.
        }
    }
}
