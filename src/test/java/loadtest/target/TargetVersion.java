package loadtest.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.settings.BadInput;
import loadtest.settings.ForeignText;
import loadtest.settings.Settings;

/** Reads which version a target runs from the health answers of its servers, where they name it. */
public final class TargetVersion {
    private static final int LONGEST = 40; // characters; a whole commit has as many

    private static final List<String> VERSIONS =
            List.of("/version", "/release", "/build/version", "/app/version", "/info/version");

    private static final List<String> COMMITS = List.of(
            "/commit",
            "/sha",
            "/revision",
            "/commitSha",
            "/gitSha",
            "/gitCommit",
            "/git_commit",
            "/build/commit",
            "/git/commit",
            "/git/commit/id",
            "/git/sha");

    private TargetVersion() {}

    /**
     * The version or commit of each server whose file says where its health is, such as {@code 2.3.1 (4f2a9c1)}. Never
     * throws: a load does not depend on it.
     */
    public static Optional<String> of(Collection<Origin> servers, Settings settings) {
        var calls = new PreflightCalls(settings);
        var found = servers.stream()
                .flatMap(server -> of(server, calls).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(found).filter(words -> !words.isEmpty());
    }

    private static Optional<String> of(Origin server, PreflightCalls calls) {
        try {
            return server.endpoint()
                    .health()
                    .map(path -> calls.health(server, path).answer().json())
                    .flatMap(TargetVersion::in);
        } catch (BadInput e) {
            return Optional.empty(); // the checks before the load say what is wrong
        }
    }

    /** Of a health answer. */
    static Optional<String> in(JsonNode answer) {
        var version = first(VERSIONS, answer);
        var commit = first(COMMITS, answer);
        return version.isPresent() && commit.isPresent()
                ? Optional.of(version.get() + " (" + commit.get() + ")")
                : version.or(() -> commit);
    }

    private static Optional<String> first(List<String> places, JsonNode answer) {
        return places.stream()
                .map(answer::at)
                .filter(JsonNode::isValueNode)
                .map(value -> value.asText().strip())
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .findFirst()
                .map(text -> ForeignText.shownWithoutNumbers(text, LONGEST));
    }
}
