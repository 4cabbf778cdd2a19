package loadtest.seed.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import loadtest.seed.fixture.User;

/**
 * A user as the auth server has it.
 *
 * @param account empty if it has none of that id
 */
public record Account(User user, Optional<JsonNode> account) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether it is there and carries the seeder's mark, or the id that seeders without a mark gave as well. */
    boolean isOwn() {
        return account.map(found -> user.hasOwnId()
                        || found.path("app_metadata").path("seedVersion").isTextual())
                .orElse(false);
    }

    /** Whether it is there and needs no change. Metadata may hold more than ours: the auth server adds the providers. */
    boolean isAsWanted() {
        return account.map(found ->
                        user.email().equalsIgnoreCase(found.path("email").asText())
                                && found.path("email_confirmed_at").isTextual()
                                && contains(found.path("app_metadata"), user.appMetadata())
                                && contains(found.path("user_metadata"), user.userMetadata()))
                .orElse(false);
    }

    private static boolean contains(JsonNode found, Map<String, Object> wanted) {
        return wanted.entrySet().stream()
                .allMatch(entry -> JSON.valueToTree(entry.getValue()).equals(found.path(entry.getKey())));
    }
}
