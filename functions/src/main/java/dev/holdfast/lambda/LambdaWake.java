package dev.holdfast.lambda;

import dev.holdfast.queue.Wake;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Invokes the function that drains, asynchronously: Lambda has queued it when the call returns (Lambda API reference,
 * Invoke). Signed with what the SDK's core has; its Lambda client would be a jar for one request.
 */
final class LambdaWake implements Wake {
    private static final System.Logger LOG = System.getLogger(LambdaWake.class.getName());
    private static final ContentStreamProvider EVENT = ContentStreamProvider.fromUtf8String("{}");
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final AwsCredentialsProvider credentials;
    private final Supplier<String> region;
    private final Supplier<URI> endpoint;
    private final String function;

    LambdaWake(AwsCredentialsProvider credentials, Supplier<String> region, Supplier<URI> endpoint, String function) {
        this.credentials = credentials;
        this.region = region;
        this.endpoint = endpoint;
        this.function = function;
    }

    /** The function of this name in the region and with the rights that this one runs in. */
    static Wake of(String function) {
        Supplier<String> region =
                () -> new DefaultAwsRegionProviderChain().getRegion().id();
        return new LambdaWake(
                DefaultCredentialsProvider.builder().build(),
                region,
                () -> URI.create("https://lambda." + region.get() + ".amazonaws.com"),
                function);
    }

    @Override
    public void now() {
        try (SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(LIMIT)
                .socketTimeout(LIMIT)
                .build()) {
            SignedRequest signed = signed();
            int status = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(EVENT)
                            .build())
                    .call()
                    .httpResponse()
                    .statusCode();
            if (status != 202) {
                notWoken("status " + status);
            }
        } catch (SdkException | IOException fault) {
            notWoken(fault.getClass().getSimpleName());
        }
    }

    private SignedRequest signed() {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.get())
                .encodedPath("/2015-03-31/functions/" + function + "/invocations")
                .putHeader("X-Amz-Invocation-Type", "Event")
                .putHeader("Content-Length", "2")
                .build();
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(EVENT)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.get()));
    }

    private static void notWoken(String why) {
        LOG.log(System.Logger.Level.WARNING, "The drain was not woken ({0}); its schedule runs it.", why);
    }
}
