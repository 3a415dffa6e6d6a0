package dev.holdfast.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The claims of a project that stand in its log, by id, whether or not they are still held. Immutable.
 *
 * @param claims in the order in which they were first granted
 */
record ClaimsState(Map<String, Claim> claims) {
    static final ClaimsState NONE = new ClaimsState(Map.of());

    ClaimsState {
        claims = Collections.unmodifiableMap(claims);
    }

    Stream<Claim> stream() {
        return claims.values().stream();
    }

    Stream<Claim> of(String session) {
        return stream().filter(claim -> claim.isOf(session));
    }

    ClaimsState after(ClaimsChange change) {
        Map<String, Claim> after = new LinkedHashMap<>(claims);
        change.freed().forEach(freed -> after.remove(freed.claim().id()));
        change.standing().forEach(claim -> after.put(claim.id(), claim));
        return new ClaimsState(after);
    }
}
