package dev.holdfast.security;

import dev.holdfast.problem.Refusal;
import dev.holdfast.security.OutboundResult.Answered;
import dev.holdfast.security.OutboundResult.Failed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The one way out to addresses that users give: HTTP/1.1 to what {@link OutboundRules} allow, without redirects,
 * cookies, proxies, repetitions or decompression. Connections are kept for a while. Thread-safe, and fit for virtual
 * threads. The HTTP library is loaded by the first call.
 */
public final class OutboundClient implements AutoCloseable {
    private final OutboundRules rules;
    private final AddressLookup addresses;
    private final Supplier<SSLContext> trust;

    private final ReentrantLock state = new ReentrantLock();
    private volatile @Nullable HttpTransport transport;
    private volatile boolean closed;

    /** Trusts whom the JVM trusts. */
    public OutboundClient(OutboundRules rules) {
        this(rules, InetAddress::getAllByName, OutboundClient::systemTrust);
    }

    OutboundClient(OutboundRules rules, AddressLookup addresses, Supplier<SSLContext> trust) {
        this.rules = rules;
        this.addresses = addresses;
        this.trust = trust;
    }

    /** Answers or fails within the request's limit, whatever name servers and the peer do. Throws nothing. */
    public OutboundResult send(OutboundRequest request) {
        long start = System.nanoTime();
        try {
            OutboundUrl url = rules.allowed(request.url());
            HttpTransport opened = transport();
            return opened == null
                    ? new Failed(OutboundFailure.STOPPED)
                    : awaited(opened.exchange(url, request, request.limit()), start, request.limit());
        } catch (Refusal refusal) {
            return new Failed(OutboundFailure.NOT_ALLOWED, refusal.detail());
        }
    }

    private OutboundResult awaited(HttpExchange exchange, long start, Duration limit) {
        FutureTask<Answered> task = new FutureTask<>(exchange::run);
        // Not a virtual thread: a look-up of a name would pin its carrier for as long as the name server likes.
        Thread.ofPlatform().daemon().name("outbound").start(task);
        try {
            return task.get(limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            exchange.cancel();
            return new Failed(OutboundFailure.TOO_SLOW);
        } catch (InterruptedException _) {
            exchange.cancel();
            Thread.currentThread().interrupt();
            return new Failed(OutboundFailure.STOPPED);
        } catch (ExecutionException failed) {
            return new Failed(closed ? OutboundFailure.STOPPED : failure(failed.getCause()));
        }
    }

    private static OutboundFailure failure(@Nullable Throwable cause) {
        return switch (cause) {
            case AddressNotAllowed _ -> OutboundFailure.NOT_ALLOWED;
            case UnknownHostException _ -> OutboundFailure.UNRESOLVABLE;
            case SSLException _ -> OutboundFailure.UNTRUSTED;
            case SocketTimeoutException _ -> OutboundFailure.TOO_SLOW;
            case ConnectException _ -> OutboundFailure.UNREACHABLE;
            case NoRouteToHostException _ -> OutboundFailure.UNREACHABLE;
            case IOException _ -> OutboundFailure.BROKEN_OFF;
            case null, default -> throw new IllegalStateException(cause);
        };
    }

    private @Nullable HttpTransport transport() {
        HttpTransport known = transport;
        if (known != null || closed) {
            return known;
        }
        state.lock();
        try {
            if (transport == null && !closed) {
                transport = new HttpTransport(rules, addresses, trust.get());
            }
            return transport;
        } finally {
            state.unlock();
        }
    }

    /** Ends what is under way; every later call fails. */
    @Override
    public void close() {
        state.lock();
        try {
            closed = true;
            if (transport != null) {
                transport.close();
            }
        } finally {
            state.unlock();
        }
    }

    static SSLContext systemTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
