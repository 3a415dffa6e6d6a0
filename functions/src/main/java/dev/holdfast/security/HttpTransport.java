package dev.holdfast.security;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Connections to allowed addresses, and how they are made. Thread-safe. */
final class HttpTransport implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final Timeout IDLE = Timeout.ofSeconds(30);
    private static final TimeValue OLDEST = TimeValue.ofMinutes(5);
    /** A kept connection may have been closed while nothing ran here. */
    private static final TimeValue UNCHECKED = TimeValue.ofMilliseconds(100);

    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_CONNECTIONS_TO_A_HOST = 8;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_LINE_BYTES = 8 * 1024;

    private final CloseableHttpClient encrypted;
    private final CloseableHttpClient plain;

    HttpTransport(OutboundRules rules, AddressLookup addresses, SSLContext trust) {
        // The JDK compares the certificate's names itself; the library's way would load a list of all public suffixes.
        TlsSocketStrategy tls =
                new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE);
        encrypted = client(new GuardedResolver(rules, true, addresses), tls);
        plain = client(new GuardedResolver(rules, false, addresses), tls);
    }

    /** The minimal client has no redirects, cookies, credentials, proxies, repetitions or decompression to turn off. */
    private static CloseableHttpClient client(GuardedResolver resolver, TlsSocketStrategy tls) {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(MOST_LINE_BYTES)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setIdleTimeout(IDLE)
                        .setTimeToLive(OLDEST)
                        .setValidateAfterInactivity(UNCHECKED)
                        .build())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS_TO_A_HOST)
                .build();
        return HttpClients.createMinimal(connections);
    }

    /** @param limit for each wait within the call; the call as a whole is its caller's to cancel */
    HttpExchange exchange(OutboundUrl url, OutboundRequest request, Duration limit) {
        HttpUriRequestBase message = HttpExchange.message(url, request);
        message.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(limit))
                .setResponseTimeout(Timeout.of(limit))
                .setProtocolUpgradeEnabled(false)
                .build());
        return new HttpExchange(this, url, message, request.mostAnswerBytes());
    }

    ClassicHttpResponse open(OutboundUrl url, HttpUriRequestBase message) throws IOException {
        HttpHost host = new HttpHost(url.encrypted() ? "https" : "http", url.host(), url.port());
        return (url.encrypted() ? encrypted : plain).executeOpen(host, message, null);
    }

    @Override
    public void close() {
        encrypted.close(CloseMode.IMMEDIATE);
        plain.close(CloseMode.IMMEDIATE);
    }
}
