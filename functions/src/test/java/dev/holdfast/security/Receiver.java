package dev.holdfast.security;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A peer on loopback that answers each request in one way, however rude, and notes what it got. */
public final class Receiver implements Closeable {
    /** What is done with a connection whose request has been read. */
    public interface Behaviour {
        void answer(Wire wire) throws IOException, InterruptedException;
    }

    /** A request as it came in; header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Received(String line, Map<String, String> headers, byte[] body) {}

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch peerGone = new CountDownLatch(1);

    public Receiver(Behaviour behaviour) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), behaviour);
    }

    Receiver(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    /** Answers with a whole response and stays for the next request. */
    public static Behaviour answering(int status, String headers, String body) {
        return wire -> wire.send("HTTP/1.1 " + status + " Status\r\nContent-Length: " + body.length() + "\r\n" + headers
                + "\r\n" + body);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    int connections() {
        return connections.get();
    }

    /** Bytes that went out, whether or not they arrived. */
    long sent() {
        return sent.get();
    }

    /** Whether a peer has gone while it was being served, waiting up to 5 s for that. */
    boolean peerWentAway() throws InterruptedException {
        return peerGone.await(5, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (closing.getCount() > 0) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed: nobody else is served.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = new Wire(socket);
            while (wire.read()) {
                behaviour.answer(wire);
            }
        } catch (IOException _) {
            peerGone.countDown();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.close();
    }

    /** One connection. */
    public final class Wire {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            sent.addAndGet(bytes.length);
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Says nothing until the peer goes or the test ends. */
        public void hang() throws IOException {
            if (in.read() < 0) {
                throw new IOException("the peer has gone");
            }
        }

        /** Waits a little between two bytes of a trickle. */
        public void pause() throws InterruptedException, IOException {
            if (closing.await(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("the test is over");
            }
        }

        private boolean read() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < HEAD_END.length) {
                int b = in.read();
                if (b < 0) {
                    return false;
                }
                head.write(b);
                matched = b == HEAD_END[matched] ? matched + 1 : b == HEAD_END[0] ? 1 : 0;
            }
            List<String> lines = new ArrayList<>(
                    head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList());
            String line = lines.removeFirst();
            Map<String, String> headers = new TreeMap<>();
            for (String header : lines) {
                String[] parts = header.split(": ?", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            received.add(new Received(line, headers, body));
            return true;
        }
    }
}
