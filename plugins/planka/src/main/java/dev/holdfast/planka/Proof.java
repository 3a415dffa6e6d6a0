package dev.holdfast.planka;

import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.Secret;

/** What proves who calls. Files take a bearer token as a cookie alone; a second proof beside a key is refused. */
sealed interface Proof {

    HttpCall onApi(HttpCall call);

    HttpCall onFiles(HttpCall call);

    /** An API key. */
    record Key(Secret key) implements Proof {
        @Override
        public HttpCall onApi(HttpCall call) {
            return call.with("X-Api-Key", key.reveal());
        }

        @Override
        public HttpCall onFiles(HttpCall call) {
            return onApi(call);
        }
    }

    /** The token of a session. */
    record Token(Secret token) implements Proof {
        @Override
        public HttpCall onApi(HttpCall call) {
            return call.with("Authorization", "Bearer " + token.reveal());
        }

        @Override
        public HttpCall onFiles(HttpCall call) {
            return call.with("Cookie", "accessToken=" + token.reveal());
        }
    }
}
