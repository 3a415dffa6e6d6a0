package dev.holdfast.planka;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The paths of the stand-in. */
final class Routes {

    /** What answers a call: the ids in its path are in their order. */
    @FunctionalInterface
    interface Handler {
        Reply answer(Asked asked, Rights rights, List<String> ids);
    }

    record Route(String method, Pattern path, Set<String> query, boolean forAnybody, Handler handler) {}

    /** A route that fits a call. */
    record Match(Route route, List<String> ids) {}

    private final List<Route> routes = new ArrayList<>();

    /** @param path with a brace pair for each id */
    Routes on(String method, String path, Handler handler, String... query) {
        return add(method, path, false, handler, query);
    }

    Routes forAnybody(String method, String path, Handler handler) {
        return add(method, path, true, handler);
    }

    private Routes add(String method, String path, boolean forAnybody, Handler handler, String... query) {
        Pattern pattern = Pattern.compile(path.replace("{}", "([^/:]+)"));
        routes.add(new Route(method, pattern, Set.of(query), forAnybody, handler));
        return this;
    }

    /** @throws Mistake for a path, method or parameter that the provider has no use for */
    Match find(Asked asked) {
        String method = asked.method().equals("HEAD") ? "GET" : asked.method();
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(asked.path());
            if (route.method().equals(method) && matcher.matches()) {
                if (!route.query().containsAll(asked.query().keySet())) {
                    throw new Mistake("Unknown parameters: " + asked.query());
                }
                return new Match(
                        route,
                        IntStream.rangeClosed(1, matcher.groupCount())
                                .mapToObj(matcher::group)
                                .toList());
            }
        }
        throw new Mistake("Unknown call: " + asked.method() + " " + asked.path());
    }
}
