package dev.holdfast.board;

import dev.holdfast.problem.Defects;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connected providers of this instance, at most {@value #MOST}: the least recently used one goes out first, and
 * whichever was not used for half an hour. Whatever goes out is closed once nobody uses it. Thread-safe.
 */
final class Connections implements AutoCloseable {
    static final int MOST = 10;
    static final Duration IDLE = Duration.ofMinutes(30);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Id, Connection> connections = new LinkedHashMap<>(16, 0.75f, true);

    Connections(Clock clock) {
        this.clock = clock;
    }

    /**
     * Which connection: of one project and one configuration, never of another.
     *
     * @param digest of the whole configuration
     */
    record Id(String tenant, UUID project, String incarnation, String provider, String digest) {
        private boolean replaces(Id other) {
            return !equals(other) && tenant.equals(other.tenant) && project.equals(other.project);
        }
    }

    /** Uses the connection, which is made first where there is none. */
    <T> T use(Id id, Supplier<BoardProvider> make, Function<BoardProvider, T> use) {
        Connection connection = take(id, make);
        try {
            return use.apply(connection.connected());
        } finally {
            giveBack(connection);
        }
    }

    private Connection take(Id id, Supplier<BoardProvider> make) {
        List<Connection> unused = new ArrayList<>();
        lock.lock();
        try {
            Instant now = clock.instant();
            evict(unused, now, id);
            @Nullable Connection known = connections.get(id);
            if (known == null) {
                known = new Connection(make, now);
                connections.put(id, known);
                evictEldest(unused);
            }
            known.users++;
            known.lastUsed = now;
            return known;
        } finally {
            lock.unlock();
            unused.forEach(Connection::close);
        }
    }

    private void evict(List<Connection> unused, Instant now, Id wanted) {
        connections.entrySet().removeIf(entry -> {
            Connection connection = entry.getValue();
            boolean idle =
                    connection.users == 0 && connection.lastUsed.plus(IDLE).isBefore(now);
            return (idle || wanted.replaces(entry.getKey())) && goesOut(connection, unused);
        });
    }

    private void evictEldest(List<Connection> unused) {
        if (connections.size() > MOST) {
            Id eldest = connections.keySet().iterator().next();
            Connection connection = connections.remove(eldest);
            if (connection != null) {
                goesOut(connection, unused);
            }
        }
    }

    /** @return true */
    private static boolean goesOut(Connection connection, List<Connection> unused) {
        connection.out = true;
        return connection.users > 0 || unused.add(connection);
    }

    private void giveBack(Connection connection) {
        boolean last;
        lock.lock();
        try {
            connection.users--;
            connection.lastUsed = clock.instant();
            last = connection.out && connection.users == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            connection.close();
        }
    }

    /** Lets go of a connection that does not answer, so that the next call begins anew. */
    void drop(Id id) {
        List<Connection> unused = new ArrayList<>();
        lock.lock();
        try {
            @Nullable Connection hung = connections.remove(id);
            if (hung != null) {
                goesOut(hung, unused);
            }
        } finally {
            lock.unlock();
        }
        unused.forEach(Connection::close);
    }

    /** How many are kept now. */
    int size() {
        lock.lock();
        try {
            return connections.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes all of them, those in use after their last use. */
    @Override
    public void close() {
        List<Connection> unused = new ArrayList<>();
        lock.lock();
        try {
            connections.values().forEach(connection -> goesOut(connection, unused));
            connections.clear();
        } finally {
            lock.unlock();
        }
        unused.forEach(Connection::close);
    }

    /** One provider; what it counts is guarded by the lock of all. */
    private static final class Connection {
        private final Supplier<BoardProvider> make;
        private final ReentrantLock connecting = new ReentrantLock();
        private volatile @Nullable BoardProvider provider;
        private boolean isConnected;
        private int users;
        private boolean out;
        private Instant lastUsed;

        private Connection(Supplier<BoardProvider> make, Instant now) {
            this.make = make;
            this.lastUsed = now;
        }

        /** Made and connected by the first that needs it; who fails leaves it to the next. */
        private BoardProvider connected() {
            try {
                connecting.lockInterruptibly();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new BoardFailure.Unavailable("The call was broken off");
            }
            try {
                BoardProvider made = provider;
                if (made == null) {
                    made = make.get();
                    provider = made;
                }
                if (!isConnected) {
                    made.connect();
                    isConnected = true;
                }
                return made;
            } finally {
                connecting.unlock();
            }
        }

        /** Whatever a plugin does here, what was done before stands. */
        private void close() {
            BoardProvider made = provider;
            try {
                if (made != null) {
                    made.close();
                }
            } catch (RuntimeException | LinkageError failure) {
                Defects.log("closing a board's provider", failure);
            }
        }
    }
}
