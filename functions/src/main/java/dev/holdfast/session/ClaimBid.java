package dev.holdfast.session;

import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One session's attempt to get what it asks for. Against a head it either grants everything, and evicts the dead in the
 * same entry, or appends nothing and tells who is in the way. One thread.
 */
final class ClaimBid implements Proposal<ClaimsState> {
    private static final int MOST_OF_A_SESSION = 200;
    private static final int MOST_OF_A_PROJECT = 1_000;

    private final ClaimRequest request;
    private final Instant leaseUntil;
    private final Instant now;
    private final Budget budget;
    private final Set<String> endedSessions = new HashSet<>();
    private List<Claim> rivals = List.of();

    /**
     * @param leaseUntil no later than the session's deadline
     * @param now from before the session was touched: an older time evicts less
     */
    ClaimBid(ClaimRequest request, Instant leaseUntil, Instant now, Budget budget) {
        this.request = request;
        this.leaseUntil = leaseUntil;
        this.now = now;
        this.budget = budget;
    }

    /** The claims in the way, by the head that was decided against last. */
    List<Claim> rivals() {
        return rivals;
    }

    /** Takes it from now on that these sessions hold nothing any more. */
    void ignore(Set<String> ended) {
        endedSessions.addAll(ended);
    }

    @Override
    public Decision<ClaimsState> decide(View<ClaimsState> head) {
        ClaimsState state = ClaimLogs.state(head);
        List<ClaimsChange.Freed> dead =
                state.stream().flatMap(claim -> death(claim).stream()).toList();
        Set<Claim> gone = dead.stream().map(ClaimsChange.Freed::claim).collect(Collectors.toSet());
        List<Claim> held = state.stream().filter(claim -> !gone.contains(claim)).toList();
        rivals = held.stream().filter(this::hinders).toList();
        if (!rivals.isEmpty()) {
            return new Nothing<>();
        }
        List<Claim> granted = granted(held, head.head() + 1);
        return ClaimLogs.entry(head, new ClaimsChange(granted, dead), now);
    }

    private Optional<ClaimsChange.Freed> death(Claim claim) {
        if (endedSessions.contains(claim.sessionId())) {
            return Optional.of(new ClaimsChange.Freed(claim, ClaimsChange.Why.SESSION_ENDED));
        }
        return Claims.isOver(claim.leaseUntil(), now)
                ? Optional.of(new ClaimsChange.Freed(claim, ClaimsChange.Why.LAPSED))
                : Optional.empty();
    }

    private boolean hinders(Claim claim) {
        // Hostile globs take long: the call ends by its deadline all the same.
        budget.remaining();
        return !claim.isOf(request.sessionId())
                && request.targets().stream().anyMatch(target -> claim.hinders(target, request.mode()));
    }

    private List<Claim> granted(List<Claim> held, long token) {
        Map<Target, Claim> own = held.stream()
                .filter(claim -> claim.isOf(request.sessionId()))
                .collect(Collectors.toMap(Claim::target, Function.identity()));
        List<Claim> granted = new ArrayList<>();
        for (Target target : request.targets()) {
            Claim fresh = new Claim(
                    token + "-" + granted.size(),
                    request.sessionId(),
                    target,
                    request.mode(),
                    token,
                    leaseUntil,
                    request.intent());
            Claim before = own.get(target);
            granted.add(before == null ? fresh : extended(before, fresh));
        }
        long added = request.targets().stream()
                .filter(target -> !own.containsKey(target))
                .count();
        requireRoom(own.size() + added, MOST_OF_A_SESSION, "this session");
        requireRoom(held.size() + added, MOST_OF_A_PROJECT, "this project");
        return granted;
    }

    private static Claim extended(Claim before, Claim fresh) {
        return new Claim(
                        before.id(),
                        before.sessionId(),
                        before.target(),
                        before.mode().orStronger(fresh.mode()),
                        fresh.token(),
                        before.leaseUntil(),
                        fresh.intent() == null ? before.intent() : fresh.intent())
                .until(fresh.leaseUntil());
    }

    private static void requireRoom(long claims, int most, String whose) {
        if (claims > most) {
            throw new Refusal(
                    Reason.TOO_MANY_CLAIMS,
                    "Release claims of " + whose + " that are not needed any more, or claim directories.",
                    Map.of("limit", most));
        }
    }
}
