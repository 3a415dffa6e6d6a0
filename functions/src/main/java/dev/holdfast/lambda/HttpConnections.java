package dev.holdfast.lambda;

/** Settings of the JDK's HTTP connections, which it reads once, before the first one. */
public final class HttpConnections {
    private HttpConnections() {}

    /** To be called before anything connects. */
    public static void configure() {
        // The default keeps 5: a parallel sync would open a TLS connection for nearly every call.
        System.setProperty("http.maxConnections", "32");
        // The JDK would silently send a POST again when its connection drops; repeating is the SDK's to decide.
        System.setProperty("sun.net.http.retryPost", "false");
    }
}
