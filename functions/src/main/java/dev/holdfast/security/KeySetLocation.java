package dev.holdfast.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

/** One HTTP GET of a key set: bounded in time and size, to the configured address only. */
final class KeySetLocation {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int CHUNK_BYTES = 8 * 1024;

    private final URI location;
    private final Duration patience;

    /** @param patience for the whole answer, since one that drips keeps every read-time-out */
    KeySetLocation(URI location, Duration patience) {
        this.location = location;
        this.patience = patience;
    }

    /** The body of a 200 answer of at most {@link JwkSet#MAX_BYTES}; {@link IOException} for anything else. */
    byte[] fetch() throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        // Not java.net.http: its selector thread and classes cost a cold start more than the one call.
        HttpURLConnection connection = (HttpURLConnection) location.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("status " + connection.getResponseCode());
            }
            try (InputStream body = connection.getInputStream()) {
                return bounded(body, deadline);
            }
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] bounded(InputStream body, long deadline) throws IOException {
        byte[] bytes = new byte[JwkSet.MAX_BYTES + 1];
        int size = 0;
        while (size < bytes.length) {
            int read = body.read(bytes, size, Math.min(CHUNK_BYTES, bytes.length - size));
            if (read < 0) {
                return Arrays.copyOf(bytes, size);
            }
            size += read;
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the answer came too slowly");
            }
        }
        throw new IOException("the answer is too large");
    }
}
