package dev.holdfast.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** What is looked at before anything is started, so that a failure leaves nothing behind. */
final class StartChecks {
    private static final int CONNECT_MILLIS = 2_000;

    private StartChecks() {}

    /** @throws StartFailure if the port of 127.0.0.1 cannot be had; port 0 always can */
    static void portIsFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException taken) {
            throw portTaken(port, taken);
        }
    }

    static StartFailure portTaken(int port, Throwable why) {
        return new StartFailure(
                "Port " + port + " cannot be had (" + why.getMessage() + "): choose another with --port, 0 for any");
    }

    /** @throws StartFailure if nothing listens there */
    static void isReachable(URI endpoint) {
        int standardPort = "https".equals(endpoint.getScheme()) ? 443 : 80;
        int port = endpoint.getPort() == -1 ? standardPort : endpoint.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), port), CONNECT_MILLIS);
        } catch (IOException unreachable) {
            throw new StartFailure("DynamoDB at " + endpoint + " cannot be reached (" + unreachable.getMessage()
                    + "): start it, or leave --dynamodb out for an embedded one");
        }
    }
}
