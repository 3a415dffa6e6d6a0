package dev.holdfast.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.arc.Arc;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.funqy.runtime.ApplicationException;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/** What Lambda calls. Around Funqy's own handler it keeps the context and throws what the function threw. */
public final class StreamHandler implements RequestStreamHandler {
    static {
        HttpConnections.configure();
    }

    private final FunqyStreamHandler funqy = new FunqyStreamHandler();

    public StreamHandler() {
        // Funqy would do both at the first call; Lambda's init phase has more CPU, and tells a wrong setting sooner.
        Quarkus.manualStart();
        Arc.container().instance(Functions.class).get();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Invocation invocation =
                new Invocation(context.getAwsRequestId(), Instant.now().plusMillis(context.getRemainingTimeInMillis()));
        try {
            ScopedValue.where(Invocation.CURRENT, invocation).<Void, IOException>call(() -> {
                funqy.handleRequest(event, answer, context);
                return null;
            });
        } catch (ApplicationException wrapped) {
            throw wrapped.getCause() instanceof RuntimeException cause ? cause : wrapped;
        }
    }
}
