package loadtest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What an auth server does to {@code auth.users}, and how it answers. As a server does, it keeps its connections: each
 * costs the database a process.
 */
final class AuthUsersTable implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Callable<Connection> database;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** Status and body of an answer. */
    record Reply(int status, String body) {}

    private interface Work {
        Reply on(Connection connection) throws Exception;
    }

    AuthUsersTable(Callable<Connection> database) {
        this.database = database;
    }

    Reply create(JsonNode body) throws Exception {
        var sql = "insert into auth.users (id, email, raw_app_meta_data, raw_user_meta_data, email_confirmed_at)"
                + " values (?, ?, ?::jsonb, ?::jsonb, now()) on conflict do nothing";
        var id = UUID.fromString(body.get("id").asText());
        return connected(connection -> {
            try (var insert = connection.prepareStatement(sql)) {
                insert.setObject(1, id);
                insert.setString(2, body.get("email").asText());
                insert.setString(3, body.get("app_metadata").toString());
                insert.setString(4, body.get("user_metadata").toString());
                if (insert.executeUpdate() == 0) {
                    return new Reply(
                            422, "{\"code\":422,\"error_code\":\"email_exists\",\"msg\":\"already registered\"}");
                }
            }
            return find(connection, id);
        });
    }

    Reply update(UUID id, JsonNode body) throws Exception {
        var sql = "update auth.users set email = ?, raw_app_meta_data = raw_app_meta_data || ?::jsonb,"
                + " raw_user_meta_data = raw_user_meta_data || ?::jsonb,"
                + " email_confirmed_at = coalesce(email_confirmed_at, now()) where id = ?";
        return connected(connection -> {
            try (var update = connection.prepareStatement(sql)) {
                update.setString(1, body.get("email").asText());
                update.setString(2, body.get("app_metadata").toString());
                update.setString(3, body.get("user_metadata").toString());
                update.setObject(4, id);
                update.executeUpdate();
            }
            return find(connection, id);
        });
    }

    Reply delete(UUID id) throws Exception {
        return connected(connection -> {
            try (var delete = connection.prepareStatement("delete from auth.users where id = ?")) {
                delete.setObject(1, id);
                delete.executeUpdate();
            }
            return new Reply(200, "{}");
        });
    }

    Reply find(UUID id) throws Exception {
        return connected(connection -> find(connection, id));
    }

    private static Reply find(Connection connection, UUID id) throws Exception {
        var sql = "select email, raw_app_meta_data, raw_user_meta_data, email_confirmed_at from auth.users"
                + " where id = ?";
        try (var query = connection.prepareStatement(sql)) {
            query.setObject(1, id);
            var row = query.executeQuery();
            if (!row.next()) {
                return new Reply(404, "{\"code\":404,\"error_code\":\"user_not_found\",\"msg\":\"User not found\"}");
            }
            var user = JSON.createObjectNode().put("id", id.toString()).put("email", row.getString(1));
            user.set("app_metadata", JSON.readTree(row.getString(2)));
            user.set("user_metadata", JSON.readTree(row.getString(3)));
            return new Reply(
                    200, user.put("email_confirmed_at", row.getString(4)).toString());
        }
    }

    /** A connection on which something failed is not used again. */
    private Reply connected(Work work) throws Exception {
        var connection = idle.poll();
        if (connection == null) {
            connection = database.call();
        }
        try {
            var reply = work.on(connection);
            idle.push(connection);
            return reply;
        } catch (Exception e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                // its database is gone
            }
        }
    }
}
