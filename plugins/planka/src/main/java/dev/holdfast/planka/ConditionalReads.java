package dev.holdfast.planka;

import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps what was read by its ETag, so that reading it again costs nothing while it has not changed. Thread-safe. */
final class ConditionalReads<T> {

    private record Kept<T>(String etag, T value) {}

    private final Map<String, Kept<T>> kept;
    private final Function<HttpAnswer, T> parse;

    /** @param most how many are kept, those that were used last */
    ConditionalReads(int most, Function<HttpAnswer, T> parse) {
        this.parse = parse;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
                return size() > most;
            }
        };
    }

    /** What is there now. */
    T read(Api api, String path) {
        return read(api, path, api::send);
    }

    /** What is there now, asked for in this way. */
    T read(Api api, String path, Function<HttpCall, HttpAnswer> send) {
        Optional<Kept<T>> before = find(path);
        HttpAnswer answer = send.apply(before.map(it -> api.call("GET", path).with("If-None-Match", it.etag()))
                .orElseGet(() -> api.call("GET", path)));
        if (answer.status() == 304 && before.isPresent()) {
            return before.get().value();
        }
        T value = parse.apply(Api.done(answer));
        answer.header("ETag").ifPresent(etag -> keep(path, new Kept<>(etag, value)));
        return value;
    }

    private synchronized Optional<Kept<T>> find(String path) {
        return Optional.ofNullable(kept.get(path));
    }

    private synchronized void keep(String path, Kept<T> value) {
        kept.put(path, value);
    }
}
