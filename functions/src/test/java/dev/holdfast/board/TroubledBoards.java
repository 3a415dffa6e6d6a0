package dev.holdfast.board;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Secret;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import dev.holdfast.sqlite.SqliteFactory;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real boards in SQLite, reached by a way that a test can break: with an address and a token, as remote ones have. */
public final class TroubledBoards implements BoardProviderFactory {
    /** The header that says the secret. */
    public static final String SIGNATURE = "x-secret";

    private static final ConfigKey<String> BOARD =
            ConfigKey.text("board", "The board").defaultsTo("Board");
    private static final ConfigKey<URI> URL =
            ConfigKey.url("base_url", "Where it is").defaultsTo("https://boards.example");
    private static final ConfigKey<String> WORKER_FIELD = ConfigKey.text("worker_field", "What holders are called")
            .defaultsTo("Worker")
            .incidental();
    private static final ConfigKey<Secret> TOKEN =
            ConfigKey.secret("token", "Of the account").required();

    private volatile @Nullable Supplier<? extends RuntimeException> trouble;
    private volatile boolean replyLost;
    public final AtomicInteger calls = new AtomicInteger();
    public final AtomicInteger connected = new AtomicInteger();
    public final AtomicInteger open = new AtomicInteger();
    public final List<String> tokens = new CopyOnWriteArrayList<>();
    public final List<BoardCommand> applied = new CopyOnWriteArrayList<>();

    /** Every call fails so, until {@link #mend}. */
    public void breakWith(Supplier<? extends RuntimeException> failure) {
        trouble = failure;
    }

    /** Commands are carried out, and their answers get lost. */
    public void loseReplies() {
        replyLost = true;
    }

    public void mend() {
        trouble = null;
        replyLost = false;
    }

    @Override
    public String name() {
        return "troubled";
    }

    @Override
    public boolean isAuthentic(HookCall call, Secret secret, Instant now) {
        return call.header(SIGNATURE).filter(secret.reveal()::equals).isPresent();
    }

    @Override
    public List<ConfigKey<?>> configuration() {
        return List.of(BOARD, URL, WORKER_FIELD, TOKEN);
    }

    @Override
    public BoardProvider create(ProviderConfig config, ProviderContext context) {
        SqliteFactory sqlite = new SqliteFactory();
        Map<String, String> board = new HashMap<>(Map.of("board", config.get(BOARD)));
        BoardProvider next = sqlite.create(ProviderConfig.of(new ArrayList<>(sqlite.configuration()), board), context);
        return new Line(next, config.get(TOKEN).reveal());
    }

    private final class Line implements BoardProvider {
        private final BoardProvider next;
        private final String token;
        private final AtomicBoolean isOpen = new AtomicBoolean();

        private Line(BoardProvider next, String token) {
            this.next = next;
            this.token = token;
        }

        private <T> T over(Supplier<T> call) {
            calls.incrementAndGet();
            Supplier<? extends RuntimeException> failure = trouble;
            if (failure != null) {
                throw failure.get();
            }
            return call.get();
        }

        @Override
        public Set<Capability> capabilities() {
            return next.capabilities();
        }

        @Override
        public void connect() {
            boolean _ = over(() -> {
                tokens.add(token);
                connected.incrementAndGet();
                if (isOpen.compareAndSet(false, true)) {
                    open.incrementAndGet();
                }
                next.connect();
                return true;
            });
        }

        @Override
        public Board setUp() {
            return over(next::setUp);
        }

        @Override
        public Board board() {
            return over(next::board);
        }

        @Override
        public Page<Task> tasks(TaskFilter filter) {
            return over(() -> next.tasks(filter));
        }

        @Override
        public Task task(String task) {
            return over(() -> next.task(task));
        }

        @Override
        public Page<Comment> comments(String task, int limit, @Nullable String cursor) {
            return over(() -> next.comments(task, limit, cursor));
        }

        @Override
        public List<Attachment> attachments(String task) {
            return over(() -> next.attachments(task));
        }

        @Override
        public Content download(String task, String attachment) {
            return over(() -> next.download(task, attachment));
        }

        @Override
        public CommandResult apply(BoardCommand command) {
            return over(() -> {
                CommandResult result = next.apply(command);
                applied.add(command);
                if (replyLost) {
                    throw new BoardFailure.Unavailable("The connection broke");
                }
                return result;
            });
        }

        @Override
        public void close() {
            if (isOpen.compareAndSet(true, false)) {
                open.decrementAndGet();
            }
            next.close();
        }
    }
}
