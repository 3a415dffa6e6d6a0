package dev.holdfast.client.file;

import java.util.UUID;

/** The UUID of this machine, made once and kept with the spool. */
public final class MachineUuid {
    private MachineUuid() {}

    /** The same for every process on this folder. */
    public static String of(Database database) {
        return database.transaction(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO machine (id, uuid) VALUES (1, ?) ON CONFLICT DO NOTHING",
                    UUID.randomUUID().toString());
            return Sql.query(connection, "SELECT uuid FROM machine", row -> row.getString(1))
                    .getFirst();
        });
    }
}
