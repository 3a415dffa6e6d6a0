package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Packing;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Commands as items: a repeated one is recognised for a week, and a job can be asked for. What came of them is sealed.
 */
final class CommandRecords {
    /** A call ends before that, by its deadline. */
    static final Duration RUN = Duration.ofSeconds(32);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final String DIGEST = "digest";
    private static final String STATE = "state";
    private static final String KIND = "kind";
    private static final String TASK = "task";
    private static final String AT = "at";
    private static final String RUN_ID = "run";
    private static final String UNTIL = "until";
    private static final String ATTEMPTS = "attempts";
    private static final String SAID = "p";
    /** An item holds 400 KB; more is read from the board again. */
    private static final int MOST_SAID = 200_000;

    private final Sealing sealing;
    private final Clock clock;

    CommandRecords(Sealing sealing, Clock clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    static String partition(ProjectRef owner) {
        return owner.partition("commands");
    }

    /**
     * Fails where no secret can be kept, before anything is done that could not be written down.
     *
     * @throws dev.holdfast.problem.Refusal SECRETS_NOT_CONFIGURED
     */
    void requireSealing(ProjectRef owner) {
        byte[] _ = sealing.seal(owner.tenant(), "", new byte[0]);
    }

    static Key key(ProjectRef owner, String id) {
        return new Key(partition(owner), id);
    }

    /**
     * Begins a run, or writes down how it has ended.
     *
     * @param over the run that is dead or has ended; null where nothing may stand yet
     */
    Write write(ProjectRef owner, CommandRecord record, @Nullable CommandRecord over) {
        return new Write.Put(item(owner, record), over == null ? Condition.nothingThere() : isOf(over), null);
    }

    private static Condition isOf(CommandRecord run) {
        return Condition.equal(RUN_ID, run.run()).and(Condition.equal(STATE, CommandRecord.State.RUNNING.name()));
    }

    /** As a job leaves it. */
    Write put(ProjectRef owner, CommandRecord record) {
        return Write.Put.always(item(owner, record));
    }

    /** A refusal leaves nothing: the same command may succeed later. */
    static Write forget(ProjectRef owner, CommandRecord begun) {
        return new Write.Delete(key(owner, begun.id()), isOf(begun));
    }

    private Item item(ProjectRef owner, CommandRecord record) {
        Key key = key(owner, record.id());
        Item.Builder item = Item.at(key)
                .text(DIGEST, record.digest())
                .text(STATE, record.state().name())
                .text(KIND, record.kind().name())
                .number(AT, record.at().toEpochMilli())
                .text(RUN_ID, record.run())
                .number(UNTIL, record.until().toEpochMilli())
                .number(ATTEMPTS, record.attempts());
        if (record.task() != null) {
            item.text(TASK, record.task());
        }
        if (record.said() != null) {
            byte[] packed = Packing.pack(StrictJson.write(record.said()));
            if (packed.length <= MOST_SAID) {
                item.bytes(SAID, sealing.seal(owner.tenant(), context(key), packed));
            }
        }
        // What waits stays until it is done, however long that takes.
        return record.state() == CommandRecord.State.QUEUED
                ? item.build()
                : item.expiresAt(clock.instant().plus(KEPT)).build();
    }

    CommandRecord record(ProjectRef owner, Item item) {
        @Nullable ObjectNode said = null;
        if (item.has(SAID)) {
            byte[] packed = sealing.open(owner.tenant(), context(item.key()), item.bytes(SAID));
            said = (ObjectNode) StrictJson.parse(Packing.unpack(packed));
        }
        return new CommandRecord(
                item.key().sk(),
                item.text(DIGEST),
                CommandRecord.State.valueOf(item.text(STATE)),
                CommandKind.valueOf(item.text(KIND)),
                item.optionalText(TASK).orElse(null),
                Instant.ofEpochMilli(item.number(AT)),
                item.text(RUN_ID),
                Instant.ofEpochMilli(item.number(UNTIL)),
                (int) item.number(ATTEMPTS),
                said);
    }

    private static String context(Key key) {
        return "command\n" + key.pk() + "\n" + key.sk();
    }
}
