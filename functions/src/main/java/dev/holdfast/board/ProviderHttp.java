package dev.holdfast.board;

import dev.holdfast.security.OutboundClient;
import dev.holdfast.security.OutboundFailure;
import dev.holdfast.security.OutboundRequest;
import dev.holdfast.security.OutboundResult;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;

/** Providers' way out, through the one guarded client. Thread-safe. */
final class ProviderHttp implements HttpPort {
    private final OutboundClient client;

    ProviderHttp(OutboundClient client) {
        this.client = client;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        return switch (client.send(request(call))) {
            case OutboundResult.Answered answered
            when answered.truncated() ->
                throw new BoardFailure.Unavailable("The board's back end answered with more than is read");
            case OutboundResult.Answered answered ->
                new HttpAnswer(answered.status(), answered.headers(), Content.of(answered.body()));
            case OutboundResult.Failed(OutboundFailure failure, String detail) ->
                throw failure == OutboundFailure.NOT_ALLOWED
                        ? new BoardFailure.Rejected("The board's address may not be called: " + detail)
                        : new BoardFailure.Unavailable("The board's back end cannot be reached: " + detail);
        };
    }

    private static OutboundRequest request(HttpCall call) {
        try {
            return new OutboundRequest(
                    call.method(),
                    call.url().toString(),
                    call.headers(),
                    call.body().bytes(),
                    call.limit(),
                    call.mostBytes());
        } catch (IllegalArgumentException unfit) {
            throw new BoardFailure.Rejected("HTTP cannot carry a value that the provider is configured with");
        }
    }
}
