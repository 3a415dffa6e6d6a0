package dev.holdfast.bench.queue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCPool;

/** HSQLDB in this process, in files, with the table of db-scheduler; a commit is on the disk when it returns. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 80;

    private final JDBCPool pool = new JDBCPool(CONNECTIONS);

    EmbeddedDatabase(Path directory) {
        pool.setUrl("jdbc:hsqldb:file:" + directory.resolve("jobs"));
        pool.setUser("SA");
        execute("SET FILES WRITE DELAY FALSE");
        execute("SET DATABASE TRANSACTION CONTROL MVCC");
        execute("""
                CREATE CACHED TABLE scheduled_tasks (
                    task_name VARCHAR(100), task_instance VARCHAR(100), task_data BLOB,
                    execution_time TIMESTAMP(6) WITH TIME ZONE, picked BOOLEAN, picked_by VARCHAR(50),
                    last_success TIMESTAMP(6) WITH TIME ZONE, last_failure TIMESTAMP(6) WITH TIME ZONE,
                    consecutive_failures INT, last_heartbeat TIMESTAMP(6) WITH TIME ZONE,
                    version BIGINT, priority SMALLINT,
                    PRIMARY KEY (task_name, task_instance))""");
        execute("CREATE INDEX due ON scheduled_tasks (execution_time)");
    }

    DataSource source() {
        return pool;
    }

    long rows() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM scheduled_tasks")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public void close() {
        execute("SHUTDOWN");
        try {
            pool.close((int) Duration.ofSeconds(5).toSeconds());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
