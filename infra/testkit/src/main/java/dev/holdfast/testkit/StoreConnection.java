package dev.holdfast.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to the store that is opened when needed and kept for the next request. Not thread-safe. */
final class StoreConnection implements Closeable {
    /** Well below the idle limit of any server, so that a request never meets a connection that is just closing. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private @Nullable HttpConnection open;
    private long lastUsed;

    StoreConnection(InetSocketAddress address) {
        this.address = address;
    }

    HttpMessage exchange(HttpMessage request) throws IOException {
        HttpConnection connection = connection();
        connection.write(request);
        HttpMessage response = connection.readResponse();
        lastUsed = System.nanoTime();
        if (response.last() || request.last()) {
            close();
        }
        return response;
    }

    @Override
    public void close() throws IOException {
        HttpConnection closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }

    private HttpConnection connection() throws IOException {
        if (System.nanoTime() - lastUsed > IDLE_LIMIT.toNanos()) {
            close();
        }
        HttpConnection connection = open;
        if (connection == null) {
            connection = new HttpConnection(new Socket(address.getAddress(), address.getPort()));
            open = connection;
        }
        return connection;
    }
}
