package loadtest.standin.fault;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.DataFile;

/**
 * The faults that the stand-in injects, and when: the data of a rehearsed incident.
 *
 * @param seed with one, the same plan draws the same delays and strikes in the same order
 * @param fromFirstRequest whether each fault's clock starts with the first request to one of its endpoints; otherwise
 *     all start when the plan arrives
 * @param allowances the rate limits that differ from the usual ones, by {@link #AGENT_API} or {@link #DISPATCHER}
 * @param tokenLifetime how long the access tokens live that are minted from now on; empty for as long as usual
 * @param faults in the order of the file
 */
public record FaultPlan(
        Optional<Integer> seed,
        boolean fromFirstRequest,
        Map<String, Allowance> allowances,
        Optional<Duration> tokenLifetime,
        List<Fault> faults) {
    /** The limit on the calls of one user to {@code /api/agent/*} and {@code /v1/*}. */
    public static final String AGENT_API = "agent-api";

    /** The limit on the batches of one campaign. */
    public static final String DISPATCHER = "dispatcher";

    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(Optional.empty(), false, Map.of(), Optional.empty(), List.of());

    /** So many calls in any window of this length. */
    public record Allowance(int calls, Duration window) {}

    /**
     * Reads a plan from a file, in HOCON.
     *
     * @throws BadInput in one line: which file and line, what was found, what is valid there
     */
    public static FaultPlan read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (MalformedInputException e) {
            throw new BadInput(file + ": not a text in UTF-8, so no fault plan");
        } catch (IOException e) {
            throw new BadInput(file + ": the fault plan cannot be read; is there such a file?");
        }
    }

    /**
     * Reads a plan.
     *
     * @param text HOCON or JSON
     * @param where what to call it in an error
     * @throws BadInput in one line: which line, what was found, what is valid there
     */
    public static FaultPlan parse(String text, String where) {
        var data = data(text, where).only("seed", "clock", "rate-limits", "token-lifetime", "faults");
        var allowances = allowances(data.child("rate-limits").only(AGENT_API, DISPATCHER));
        var block = data.child("faults");
        var faults = block.words().stream().map(name -> Fault.read(block, name)).toList();
        var tokenLifetime = data.duration("token-lifetime");
        if (faults.isEmpty() && allowances.isEmpty() && tokenLifetime.isEmpty()) {
            throw data.wrong(
                    "faults",
                    "at least one fault, such as faults { slow { endpoints = \"POST /redeem\","
                            + " latency { constant = 200 ms } } }");
        }
        return new FaultPlan(data.wholeNumber("seed"), fromFirstRequest(data), allowances, tokenLifetime, faults);
    }

    private static DataFile data(String text, String where) {
        try {
            return DataFile.parse(text, where);
        } catch (StackOverflowError e) { // HOCON is read by recursion, and its paths nest as its brackets do
            throw new BadInput(where + ": nested more deeply than any fault plan is");
        }
    }

    /** What goes wrong, by name; nothing in {@link #NONE}. */
    public List<String> names() {
        var names = new ArrayList<String>();
        faults.forEach(fault -> names.add(fault.name()));
        allowances.keySet().stream().sorted().forEach(limit -> names.add("rate limit of " + limit));
        tokenLifetime.ifPresent(time -> names.add("tokens live " + time.toSeconds() + " s"));
        return names;
    }

    /** Whether any fault of this plan is that bug. */
    public boolean has(Bug bug) {
        return faults.stream().anyMatch(fault -> fault.effect().equals(Optional.of(new Effect.Mistake(bug))));
    }

    private static boolean fromFirstRequest(DataFile data) {
        return switch (data.text("clock").orElse("arrival")) {
            case "arrival" -> false;
            case "first-request" -> true;
            default -> throw data.wrong("clock", "arrival, first-request");
        };
    }

    private static Map<String, Allowance> allowances(DataFile block) {
        var allowances = new HashMap<String, Allowance>();
        for (var name : block.words()) {
            var limit = block.child(name).only("calls", "window");
            if (!limit.has("calls")) {
                throw block.wrong(name, "{ calls = 10, window = 60 s }");
            }
            allowances.put(
                    name,
                    new Allowance(
                            Chance.positive(limit, "calls", 1),
                            limit.duration("window").orElse(Duration.ofMinutes(1))));
        }
        return Map.copyOf(allowances);
    }
}
