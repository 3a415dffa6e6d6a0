package dev.holdfast.lambda;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the route of a request. Immutable. */
final class Router {
    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = routes.stream()
                .sorted(Comparator.comparingLong(Route::exactness).reversed())
                .toList();
    }

    record Match(Route route, Map<String, String> path) {}

    boolean knows(String path) {
        return routes.stream().anyMatch(route -> route.match(path).isPresent());
    }

    /** The template that {@code path} fits, for logs. */
    String template(String path) {
        return routes.stream()
                .filter(route -> route.match(path).isPresent())
                .map(Route::template)
                .findFirst()
                .orElse("unknown");
    }

    /** @throws Refusal {@link Reason#UNKNOWN_ROUTE} or {@link Reason#METHOD_NOT_ALLOWED} */
    Match find(String method, String path) {
        TreeSet<String> allowed = new TreeSet<>();
        String address = null;
        for (Route route : routes) {
            var values = route.match(path);
            if (values.isEmpty() || (address != null && !address.equals(route.template()))) {
                continue;
            }
            if (route.method().equals(method) || (route.method().equals("GET") && method.equals("HEAD"))) {
                return new Match(route, values.get());
            }
            address = route.template();
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        if (allowed.isEmpty()) {
            throw new Refusal(Reason.UNKNOWN_ROUTE, "Check the address against openapi.yaml.");
        }
        throw new Refusal(
                Reason.METHOD_NOT_ALLOWED,
                "Use one of the allowed methods.",
                Map.of("allowed_methods", List.copyOf(allowed)));
    }
}
