package dev.holdfast.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One end of an HTTP/1.1 connection: reads and writes whole messages. Not thread-safe. */
final class HttpConnection implements Closeable {
    private static final int LINE_LIMIT = 64 * 1024;
    private static final byte[] NOTHING = {};
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private ByteArrayOutputStream wire = new ByteArrayOutputStream();

    HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Reads a request; empty if the peer closed the connection instead of sending one. */
    Optional<HttpMessage> readRequest() throws IOException {
        wire = new ByteArrayOutputStream();
        Optional<String> requestLine = readLineIfAny();
        if (requestLine.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = readHeaders();
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write(CONTINUE);
        }
        byte[] body = readFramedBody(headers).orElse(NOTHING);
        return Optional.of(new HttpMessage(requestLine.get(), headers, body, wire.toByteArray(), false));
    }

    /** Reads a final response, passing over interim ones (1xx). */
    HttpMessage readResponse() throws IOException {
        while (true) {
            wire = new ByteArrayOutputStream();
            String statusLine = readLine();
            if (!statusLine.startsWith("HTTP/1.")) {
                throw new IOException("Not a status line: " + statusLine);
            }
            Map<String, String> headers = readHeaders();
            int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
            if (status / 100 == 1) {
                continue;
            }
            boolean empty = status == 204 || status == 304;
            Optional<byte[]> framed = empty ? Optional.of(NOTHING) : readFramedBody(headers);
            byte[] body = framed.isPresent() ? framed.get() : readRest();
            return new HttpMessage(statusLine, headers, body, wire.toByteArray(), framed.isEmpty());
        }
    }

    void write(HttpMessage message) throws IOException {
        message.writeTo(out);
    }

    /** Makes {@link #close()} reset the connection (TCP RST) instead of ending it. */
    void resetOnClose() throws IOException {
        socket.setSoLinger(true, 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Map<String, String> readHeaders() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("Not a header: " + line);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (first, next) -> first + ", " + next);
        }
        return Map.copyOf(headers);
    }

    /** Reads a body of a known or chunked length; empty if the message says neither. */
    private Optional<byte[]> readFramedBody(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return Optional.of(readChunks());
        }
        String length = headers.get("content-length");
        return length == null ? Optional.empty() : Optional.of(readBytes(Integer.parseInt(length)));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = HexFormat.fromHexDigits(readLine().split(";", 2)[0].strip());
            body.write(readBytes(size));
            if (size == 0) {
                readHeaders(); // the trailer section
                return body.toByteArray();
            }
            readLine();
        }
    }

    private byte[] readBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The connection ended within a body");
        }
        wire.write(bytes);
        return bytes;
    }

    private byte[] readRest() throws IOException {
        byte[] bytes = in.readAllBytes();
        wire.write(bytes);
        return bytes;
    }

    private String readLine() throws IOException {
        return readLineIfAny().orElseThrow(() -> new EOFException("The connection ended within a message"));
    }

    /** Reads up to the next line feed, which is left out; empty if the stream ends before it. */
    private Optional<String> readLineIfAny() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != -1; next = in.read()) {
            wire.write(next);
            if (next == '\n') {
                return Optional.of(line.toString().stripTrailing());
            }
            line.append((char) next);
            if (line.length() > LINE_LIMIT) {
                throw new IOException("A line is longer than " + LINE_LIMIT + " bytes");
            }
        }
        return Optional.empty();
    }
}
