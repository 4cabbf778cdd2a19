package loadtest.standin.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.settings.Database;

/**
 * The stand-in's connections, and the few forms of statement it needs. Everything here blocks: never call it on an
 * event loop. Parameters are bound as they are; an array of strings becomes {@code text[]}.
 */
public final class Db implements AutoCloseable {
    /** A little above what two or four cores can use, so that a lock held by one request does not stop the others. */
    public static final int CONNECTIONS = 16;

    private final HikariDataSource pool;

    /** Reads one row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What one transaction does. */
    public interface Work<T> {
        T in(Session session) throws SQLException;
    }

    public Db(Database database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setDataSourceProperties(database.properties());
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("ApplicationName", "stand-in");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS);
        config.setConnectionTimeout(2_000);
        config.setPoolName("stand-in");
        pool = new HikariDataSource(config);
    }

    /** The first row, if there is one. */
    public <T> Optional<T> one(String sql, Row<T> row, Object... parameters) throws SQLException {
        try (var connection = pool.getConnection()) {
            return new Session(connection).one(sql, row, parameters);
        }
    }

    /** The first column of the first row, as text: mostly a JSON document made by the database. */
    public Optional<String> text(String sql, Object... parameters) throws SQLException {
        return one(sql, row -> row.getString(1), parameters);
    }

    public <T> List<T> all(String sql, Row<T> row, Object... parameters) throws SQLException {
        try (var connection = pool.getConnection()) {
            return new Session(connection).all(sql, row, parameters);
        }
    }

    /** The number of rows changed. */
    public int run(String sql, Object... parameters) throws SQLException {
        try (var connection = pool.getConnection()) {
            return new Session(connection).run(sql, parameters);
        }
    }

    /** Does the work and takes it back, as a product does that forgets to commit; gives what the work gave. */
    public <T> T forgotten(Work<T> work) throws SQLException {
        return transaction(session -> {
            var result = work.in(session);
            session.connection().rollback();
            return result;
        });
    }

    /** All or nothing: commits what the work did, or rolls it back if it throws. */
    public <T> T transaction(Work<T> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.in(new Session(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /**
     * If nobody is at work, has every connection report its statistics, which Postgres would hold back for up to ten
     * seconds. Rolled back, so that no commit is counted that was not the load's.
     */
    public synchronized void settle() throws SQLException {
        var all = new ArrayList<Connection>();
        try {
            while (all.size() < CONNECTIONS && pool.getHikariPoolMXBean().getActiveConnections() == all.size()) {
                var connection = pool.getConnection();
                all.add(connection);
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement()) {
                    statement.execute("select pg_stat_force_next_flush()");
                }
                connection.rollback();
            }
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
    }

    /** Many statements, all or nothing. */
    public void script(String sql) throws SQLException {
        transaction(session -> {
            session.script(sql);
            return null;
        });
    }

    @Override
    public void close() {
        pool.close();
    }

    /** One connection, for as long as its owner has it. */
    public record Session(Connection connection) {
        public <T> Optional<T> one(String sql, Row<T> row, Object... parameters) throws SQLException {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(row.read(rows)) : Optional.empty();
                }
            }
        }

        public <T> List<T> all(String sql, Row<T> row, Object... parameters) throws SQLException {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                var result = new ArrayList<T>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        result.add(row.read(rows));
                    }
                }
                return result;
            }
        }

        public int run(String sql, Object... parameters) throws SQLException {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                return statement.executeUpdate();
            }
        }

        /** Many statements at once, without parameters. */
        void script(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        private void bind(PreparedStatement statement, Object... parameters) throws SQLException {
            for (var i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
        }
    }
}
