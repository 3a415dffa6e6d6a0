package dev.holdfast.client;

import dev.holdfast.client.cache.ResolveCache;
import dev.holdfast.client.file.Database;
import dev.holdfast.client.file.Locks;
import dev.holdfast.client.file.MachineUuid;
import dev.holdfast.client.http.Account;
import dev.holdfast.client.http.HoldfastApi;
import dev.holdfast.client.http.Token;
import dev.holdfast.client.input.BadInput;
import dev.holdfast.client.spool.Backoff;
import dev.holdfast.client.spool.DeadItems;
import dev.holdfast.client.spool.Sending;
import dev.holdfast.client.spool.Spool;
import java.time.Duration;
import java.util.Optional;

/** What the commands work with, opened from their options. */
final class Workplace implements AutoCloseable {
    private final CommonOptions options;
    private final Surroundings surroundings;
    private final Locks locks;
    private final Database database;

    private Workplace(CommonOptions options, Surroundings surroundings, Locks locks, Database database) {
        this.options = options;
        this.surroundings = surroundings;
        this.locks = locks;
        this.database = database;
    }

    static Workplace open(CommonOptions options, Surroundings surroundings) {
        var home = options.home(surroundings);
        Locks locks = Locks.open(home);
        try {
            return new Workplace(options, surroundings, locks, Database.open(home, locks));
        } catch (RuntimeException failure) {
            locks.close();
            throw failure;
        }
    }

    /** Calls to the service and what is kept for its account. */
    record Remote(Account account, HoldfastApi api, Sending sending, Duration timeout) implements AutoCloseable {
        @Override
        public void close() {
            api.close();
        }
    }

    /** @throws BadInput when there is no token */
    Remote remote() {
        Token token = options.token(surroundings)
                .orElseThrow(() -> new BadInput("A token is needed: set HOLDFAST_TOKEN, or name a --token-file"));
        var endpoint = options.endpoint(surroundings);
        Account account = token.account(endpoint);
        Backoff backoff = new Backoff(options.maxAttempts(surroundings));
        HoldfastApi api = new HoldfastApi(endpoint, token, options.timeout(), surroundings.clock());
        return new Remote(
                account,
                api,
                new Sending(account, api, database, locks, backoff, surroundings.clock()),
                options.timeout());
    }

    /** Empty without a token. */
    Optional<Account> account() {
        return options.token(surroundings).map(token -> token.account(options.endpoint(surroundings)));
    }

    String machine() {
        return options.machine(surroundings).orElseGet(() -> MachineUuid.of(database));
    }

    Spool spool() {
        return new Spool(database, surroundings.clock());
    }

    DeadItems deadItems() {
        return new DeadItems(database, surroundings.clock());
    }

    ResolveCache cache() {
        return new ResolveCache(database, surroundings.clock());
    }

    @Override
    public void close() {
        database.close();
        locks.close();
    }
}
