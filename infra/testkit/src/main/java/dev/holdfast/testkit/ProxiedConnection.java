package dev.holdfast.testkit;

import dev.holdfast.testkit.FaultSchedule.Strike;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/** Serves one client connection of a {@link FaultInjector} until either side ends it. */
final class ProxiedConnection implements Runnable {
    private final Socket socket;
    private final InetSocketAddress storeAddress;
    private final Function<StoreRequest, Optional<Strike>> decide;

    ProxiedConnection(Socket socket, InetSocketAddress storeAddress, Function<StoreRequest, Optional<Strike>> decide) {
        this.socket = socket;
        this.storeAddress = storeAddress;
        this.decide = decide;
    }

    @Override
    public void run() {
        try (HttpConnection client = new HttpConnection(socket);
                StoreConnection store = new StoreConnection(storeAddress)) {
            while (serveNext(client, store)) {
                // Until the connection ends.
            }
        } catch (IOException ended) {
            // The other side sees its connection end, as it would without a proxy.
        }
    }

    private boolean serveNext(HttpConnection client, StoreConnection store) throws IOException {
        Optional<HttpMessage> next = client.readRequest();
        if (next.isEmpty()) {
            return false;
        }
        HttpMessage request = next.get();
        Optional<HttpMessage> reply = reply(request, client, store);
        if (reply.isPresent()) {
            client.write(reply.get());
        }
        return reply.isPresent() && !reply.get().last() && !request.last();
    }

    /** Empty if the connection is to end without a reply. */
    private Optional<HttpMessage> reply(HttpMessage request, HttpConnection client, StoreConnection store)
            throws IOException {
        StoreRequest storeRequest = StoreRequest.of(request);
        Optional<Strike> strike = decide.apply(storeRequest);
        if (strike.isEmpty()) {
            return Optional.of(store.exchange(request));
        }
        return switch (strike.get().fault()) {
            case REPLY_LOST_AFTER_APPLY -> {
                store.exchange(request);
                yield Optional.empty();
            }
            case ERROR_AFTER_APPLY -> {
                store.exchange(request);
                yield Optional.of(FaultReply.internalServerError());
            }
            case THROTTLED -> Optional.of(FaultReply.throttled());
            case RESET_BEFORE_APPLY -> {
                client.resetOnClose();
                yield Optional.empty();
            }
            case TRANSACTION_CONFLICT ->
                Optional.of(
                        storeRequest.operation().equals("TransactWriteItems")
                                ? FaultReply.transactionCancelled(
                                        storeRequest.body(), strike.get().position())
                                : FaultReply.transactionConflict());
        };
    }
}
