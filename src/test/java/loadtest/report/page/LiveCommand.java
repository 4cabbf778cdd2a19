package loadtest.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a live page says of the command that runs its scenario. Each scenario is a process of its own, and one after the
 * other shows itself at the same address.
 *
 * @param name of this command alone
 * @param earlier its scenarios that have run before this one
 * @param more whether others follow
 */
public record LiveCommand(String name, List<Earlier> earlier, boolean more) {

    /**
     * A scenario that has run.
     *
     * @param outcome in a word
     * @param page address of its page; empty where it left none
     */
    public record Earlier(String scenario, String outcome, String page) {}

    public LiveCommand {
        earlier = List.copyOf(earlier);
    }

    /** On one line. */
    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
