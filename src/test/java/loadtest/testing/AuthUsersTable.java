package loadtest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.Callable;

/** What an auth server does to {@code auth.users}, and how it answers. */
final class AuthUsersTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Callable<Connection> database;

    /** Status and body of an answer. */
    record Reply(int status, String body) {}

    AuthUsersTable(Callable<Connection> database) {
        this.database = database;
    }

    Reply create(JsonNode body) throws Exception {
        var sql = "insert into auth.users (id, email, raw_app_meta_data, raw_user_meta_data, email_confirmed_at)"
                + " values (?, ?, ?::jsonb, ?::jsonb, now()) on conflict do nothing";
        var id = UUID.fromString(body.get("id").asText());
        try (var connection = database.call();
                var insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setString(2, body.get("email").asText());
            insert.setString(3, body.get("app_metadata").toString());
            insert.setString(4, body.get("user_metadata").toString());
            if (insert.executeUpdate() == 0) {
                return new Reply(422, "{\"code\":422,\"error_code\":\"email_exists\",\"msg\":\"already registered\"}");
            }
        }
        return find(id);
    }

    Reply update(UUID id, JsonNode body) throws Exception {
        var sql = "update auth.users set email = ?, raw_app_meta_data = raw_app_meta_data || ?::jsonb,"
                + " raw_user_meta_data = raw_user_meta_data || ?::jsonb,"
                + " email_confirmed_at = coalesce(email_confirmed_at, now()) where id = ?";
        try (var connection = database.call();
                var update = connection.prepareStatement(sql)) {
            update.setString(1, body.get("email").asText());
            update.setString(2, body.get("app_metadata").toString());
            update.setString(3, body.get("user_metadata").toString());
            update.setObject(4, id);
            update.executeUpdate();
        }
        return find(id);
    }

    Reply delete(UUID id) throws Exception {
        try (var connection = database.call();
                var delete = connection.prepareStatement("delete from auth.users where id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        }
        return new Reply(200, "{}");
    }

    Reply find(UUID id) throws Exception {
        var sql = "select email, raw_app_meta_data, raw_user_meta_data, email_confirmed_at from auth.users"
                + " where id = ?";
        try (var connection = database.call();
                var query = connection.prepareStatement(sql)) {
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
}
