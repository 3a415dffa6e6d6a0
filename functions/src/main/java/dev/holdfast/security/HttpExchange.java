package dev.holdfast.security;

import dev.holdfast.security.OutboundResult.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** One request and its answer. {@link #cancel} may come from another thread, whatever this one waits for. */
final class HttpExchange {
    private static final URI REPLACED = URI.create("/");

    private final HttpTransport transport;
    private final OutboundUrl url;
    private final HttpUriRequestBase message;
    private final int mostAnswerBytes;

    HttpExchange(HttpTransport transport, OutboundUrl url, HttpUriRequestBase message, int mostAnswerBytes) {
        this.transport = transport;
        this.url = url;
        this.message = message;
        this.mostAnswerBytes = mostAnswerBytes;
    }

    static HttpUriRequestBase message(OutboundUrl url, OutboundRequest request) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), REPLACED);
        // Not by the library's reading of the URL: what was checked is what is sent.
        message.setPath(url.path());
        message.setHeader("User-Agent", "Holdfast");
        request.headers().forEach(message::setHeader);
        if (request.body().length > 0) {
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return message;
    }

    Answered run() throws IOException {
        boolean whole = false;
        try {
            ClassicHttpResponse response = transport.open(url, message);
            Answered answer = answer(response);
            whole = !answer.truncated();
            return answer;
        } finally {
            if (!whole) {
                // Not close(), which would first read the rest: a connection without a rest goes back by itself.
                cancel();
            }
        }
    }

    private Answered answer(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answered(response.getCode(), headers(response), new byte[0], false);
        }
        InputStream body = entity.getContent();
        byte[] bytes = body.readNBytes(mostAnswerBytes);
        boolean truncated = bytes.length == mostAnswerBytes && body.read() >= 0;
        return new Answered(response.getCode(), headers(response), bytes, truncated);
    }

    void cancel() {
        message.cancel();
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
        headers.replaceAll((_, values) -> List.copyOf(values));
        return Map.copyOf(headers);
    }
}
