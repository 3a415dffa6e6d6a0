package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.security.OutboundResult.Answered;
import dev.holdfast.security.OutboundResult.Failed;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real handshakes with a certificate for good.example and 127.0.0.1. */
class OutboundTlsTest {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final OutboundRules LOOPBACK = OutboundRules.of(List.of("127.0.0.1"));
    private static final AddressLookup ALL_HERE = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};

    @TempDir
    private static Path directory;

    private static SSLContext ours;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=good.example",
                        "-ext",
                        "san=dns:good.example,ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, keytool.exitValue(), () -> "see " + directory);
        ours = context(file);
    }

    @ParameterizedTest
    @CsvSource({"good.example, good.example", "127.0.0.1, 127.0.0.1"})
    void a_trusted_certificate_with_the_hosts_name_is_taken(String host, String named) throws IOException {
        try (var receiver = receiver();
                var client = new OutboundClient(LOOPBACK, ALL_HERE, () -> ours)) {
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        200,
                        assertInstanceOf(Answered.class, send(client, host, receiver))
                                .status());
            }
            assertEquals(
                    named + ":" + receiver.port(),
                    receiver.received().getFirst().headers().get("host"));
            assertEquals(1, receiver.connections());
        }
    }

    @Test
    void a_certificate_for_another_name_is_not_taken() throws IOException {
        try (var receiver = receiver();
                var client = new OutboundClient(LOOPBACK, ALL_HERE, () -> ours)) {
            assertUntrusted(send(client, "other.example", receiver));
            assertEquals(0, receiver.received().size());
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_taken() throws IOException {
        try (var receiver = receiver();
                var client = new OutboundClient(LOOPBACK, ALL_HERE, OutboundClient::systemTrust)) {
            assertUntrusted(send(client, "good.example", receiver));
            assertEquals(0, receiver.received().size());
        }
    }

    @Test
    void a_peer_without_tls_gets_nothing() throws IOException {
        try (var receiver = new Receiver(Receiver.answering(200, "", ""));
                var client = new OutboundClient(LOOPBACK, ALL_HERE, () -> ours)) {
            OutboundResult result = client.send(new OutboundRequest(
                    "GET",
                    "https://good.example:" + receiver.port() + "/",
                    Map.of(),
                    new byte[0],
                    Duration.ofMillis(500),
                    0));
            assertInstanceOf(Failed.class, result);
            assertEquals(0, receiver.received().size());
        }
    }

    private static Receiver receiver() throws IOException {
        return new Receiver(
                ours.getServerSocketFactory().createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")),
                Receiver.answering(200, "", "x"));
    }

    private static OutboundResult send(OutboundClient client, String host, Receiver receiver) {
        return client.send(
                new OutboundRequest("GET", "https://" + host + ":" + receiver.port() + "/", Map.of(), new byte[0]));
    }

    private static void assertUntrusted(OutboundResult result) {
        assertEquals(
                OutboundFailure.UNTRUSTED,
                assertInstanceOf(Failed.class, result).failure());
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
