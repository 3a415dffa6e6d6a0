package dev.holdfast.local.http;

import java.util.List;

/**
 * A request that is refused, and how.
 *
 * @param facts what the body says besides the code, each as compact JSON text
 */
record BadRequest(String name, Call call, int status, String code, List<String> facts) {
    BadRequest(String name, Call call, int status, String code, String... facts) {
        this(name, call, status, code, List.of(facts));
    }

    @Override
    public String toString() {
        return name;
    }

    /** That a field does not fit, as the facts tell it. */
    static String field(String name) {
        return "\"field\":\"" + name + "\"";
    }
}
