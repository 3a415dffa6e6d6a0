package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Project;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.security.Call;
import dev.holdfast.security.Sealing;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.Secret;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of back ends. A call is a hint and nothing more: once it is known to be authentic, the board is looked at
 * again soon. Thread-safe.
 */
public final class Hooks {
    private static final int MOST = 10;
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    /** Longer than any back end's calls are taken for new. */
    private static final Duration SEEN = Duration.ofDays(7);

    private static final String SEALED = "p";
    private static final String PROVIDER = "provider";
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String HOOK = "h#";
    private static final String CALL = "s#";

    private final Table table;
    private final Sealing sealing;
    private final Resolve projects;
    private final Bindings bindings;
    private final Enqueue enqueue;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Hooks(Table table, Sealing sealing, Resolve projects, Bindings bindings, Enqueue enqueue, Clock clock) {
        this.table = table;
        this.sealing = sealing;
        this.projects = projects;
        this.bindings = bindings;
        this.enqueue = enqueue;
        this.clock = clock;
    }

    static String partition(ProjectRef owner) {
        return owner.partition("hooks");
    }

    /**
     * Makes an address for the project's kind of board.
     *
     * @param secret the back end's, where it makes one; null to have one made
     * @throws Refusal BOARD_NOT_CONFIGURED, PROVIDER_MISSING, SECRETS_NOT_CONFIGURED; INVALID_INPUT for too many
     */
    public Hook create(Call call, UUID projectId, @Nullable String secret) {
        Project project = projects.byCloudUuid(call, projectId);
        ProjectRef owner = project.ref();
        if (list(call, owner).size() >= MOST) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "The project has as many hooks as it may. Delete one.",
                    Map.of("limit", MOST));
        }
        String provider = bindings.factory(bindings.provider(project)).name();
        String chosen = secret == null ? text(SECRET_BYTES) : secret;
        Hook hook = new Hook(
                call.tenant() + "." + text(ID_BYTES),
                provider,
                clock.instant(),
                call.caller().subject(),
                secret == null ? chosen : null);
        Key key = key(owner, hook.id());
        table.write(
                call.budget(),
                Write.Put.ifAbsent(Item.at(key)
                        .text(PROVIDER, provider)
                        .number(AT, hook.at().toEpochMilli())
                        .text(BY, hook.by())
                        .bytes(
                                SEALED,
                                sealing.seal(call.tenant(), context(key), chosen.getBytes(StandardCharsets.UTF_8)))
                        .build()));
        return hook;
    }

    private String text(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
    }

    /** Without their secrets. */
    public List<Hook> list(Call call, UUID project) {
        return list(call, projects.byCloudUuid(call, project).ref());
    }

    private List<Hook> list(Call call, ProjectRef owner) {
        return table.query(call.budget(), Query.range(partition(owner), HOOK, HOOK + "~", MOST + 1)).items().stream()
                .map(item -> new Hook(
                        item.key().sk().substring(HOOK.length()),
                        item.text(PROVIDER),
                        Instant.ofEpochMilli(item.number(AT)),
                        item.text(BY),
                        null))
                .toList();
    }

    /** @throws Refusal HOOK_NOT_FOUND */
    public void remove(Call call, UUID project, String id) {
        ProjectRef owner = projects.byCloudUuid(call, project).ref();
        Write removal = new Write.Delete(key(owner, id), Condition.has(SEALED));
        if (table.write(call.budget(), removal) instanceof WriteResult.Refused) {
            throw notFound();
        }
    }

    /**
     * Takes a back end's call.
     *
     * @param call made by nobody: the tenant is the one that the hook's id leads with
     * @return false for a call that was taken before
     * @throws Refusal HOOK_NOT_FOUND for whatever does not fit together, HOOK_UNVERIFIED
     */
    public boolean receive(Call call, String provider, UUID projectId, String id, HookCall sent) {
        Project project = project(call, projectId);
        Item hook = table.get(call.budget(), key(project.ref(), id))
                .filter(item -> item.text(PROVIDER).equals(provider) && provider.equals(kind(project)))
                .orElseThrow(Hooks::notFound);
        byte[] secret = sealing.open(call.tenant(), context(hook.key()), hook.bytes(SEALED));
        verify(call, bindings.factory(provider), sent, Secret.of(new String(secret, StandardCharsets.UTF_8)));
        enqueue.put(call.budget(), call.tenant(), List.of(ReconcileBoard.soon(project.ref(), clock.instant())));
        return isNew(call, project.ref(), sent);
    }

    private @Nullable String kind(Project project) {
        try {
            return bindings.factory(bindings.provider(project)).name();
        } catch (Refusal withoutBoard) {
            return null;
        }
    }

    private Project project(Call call, UUID id) {
        try {
            return projects.byCloudUuid(call, id);
        } catch (Refusal refused) {
            throw refused.reason() == Reason.PROJECT_NOT_FOUND ? notFound() : refused;
        }
    }

    private void verify(Call call, BoardProviderFactory factory, HookCall sent, Secret secret) {
        boolean authentic;
        try {
            authentic = ProviderCalls.run(
                    call.budget(),
                    factory.getClass().getClassLoader(),
                    () -> factory.isAuthentic(sent, secret, clock.instant()),
                    () -> {});
        } catch (BoardFailure failure) {
            throw Refusals.of(failure);
        }
        if (!authentic) {
            throw new Refusal(
                    Reason.HOOK_UNVERIFIED,
                    "Give the back end's webhook the secret of this hook, or the hook the secret of the webhook.");
        }
    }

    /** A call that comes again, whoever sends it, makes nothing but one look at the board. */
    private boolean isNew(Call call, ProjectRef owner, HookCall sent) {
        Key seen = new Key(partition(owner), CALL + Copies.digest(sent.body().bytes()));
        Write first = Write.Put.ifAbsent(
                Item.at(seen).expiresAt(clock.instant().plus(SEEN)).build());
        return table.write(call.budget(), first) instanceof WriteResult.Applied;
    }

    private static Key key(ProjectRef owner, String id) {
        return new Key(partition(owner), HOOK + id);
    }

    private static String context(Key key) {
        return "hook\n" + key.pk() + "\n" + key.sk();
    }

    private static Refusal notFound() {
        return new Refusal(Reason.HOOK_NOT_FOUND, "Send to the address as it was answered when the hook was made.");
    }
}
