package loadtest.target;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.DataFile;
import loadtest.settings.Settings;
import loadtest.settings.VoucherDocument;

/**
 * What a scenario's file says of it beside its load and its SLOs: where it goes, and what it needs.
 *
 * @param id its name in settings, reports and files, such as {@code my_scenario}
 * @param endpoints the servers it loads
 * @param optional further variables of one deployment, which need not be set
 * @param dispatches whether its users share a list of targets, and hand them to a dispatcher that reports WhatsApp's
 *     answers
 * @param documents what a preview of a voucher promises, where the scenario fetches it
 * @param sentWith the attributes of a user's session that say of a failed request which fixture it was sent with
 * @param room what its room hands over
 */
public record Scenario(
        String id,
        List<Endpoint> endpoints,
        List<Need> needs,
        List<String> optional,
        boolean dispatches,
        Set<VoucherDocument> documents,
        List<String> sentWith,
        Room room) {
    /** The words of a scenario's file that this reads. */
    static final List<String> WORDS = List.of(
            "addresses", "needs", "optional", "dispatches", "documents", "sent-with", "fixtures", "doctor", "audit");

    /** The end of a variable that names a file of this machine, which any target may be loaded with. */
    private static final String LOCAL_FILE = "_FILE";

    /** A scenario's id is made of words that begin with a letter. */
    static final String ID = "[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*";

    static Scenario read(String id, DataFile data) {
        var addresses = data.child("addresses");
        if (addresses.words().isEmpty()) {
            throw data.wrong("addresses", "a block for each server, such as api { base = PERF_BASE_URL }");
        }
        return new Scenario(
                id,
                addresses.words().stream()
                        .map(name -> Endpoint.read(name, addresses.child(name)))
                        .toList(),
                Need.read(data),
                Endpoint.variables(data, "optional"),
                data.flag("dispatches"),
                documents(data),
                sentWith(data),
                Room.read(data));
    }

    private static Set<VoucherDocument> documents(DataFile data) {
        return data.has("documents")
                ? VoucherDocument.named(data.list("documents"))
                        .orElseThrow(() -> data.wrong("documents", VoucherDocument.VALID))
                : Set.of();
    }

    private static List<String> sentWith(DataFile data) {
        var names = data.list("sent-with");
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).matches("[A-Za-z]\\w*")) {
                throw data.wrongItem("sent-with", i, "an attribute of the session, such as voucherId");
            }
        }
        return names;
    }

    /** The id that belongs to a simulation, such as {@code my_scenario} to {@code MyScenario}. */
    public static String id(Class<?> simulation) {
        return simulation.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** The simple name of its simulation, such as {@code MyScenario}. */
    public String simulation() {
        return simulation(id);
    }

    /** The simple name of the simulation that belongs to an id. */
    public static String simulation(String id) {
        return Stream.of(id.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Whether it works on seeded rows, whose state the database shows before and after. */
    public boolean hasFixtures() {
        return room.fixtures().isPresent();
    }

    /** The variables still missing before it can run against a deployment; where there is a choice, in words. */
    public List<String> missing(Settings settings, Map<String, String> variables) {
        return Stream.concat(
                        endpoints.stream().flatMap(endpoint -> endpoint.missing(settings, variables.keySet())),
                        needs.stream().flatMap(need -> need.missing(variables.keySet()).stream()))
                .toList();
    }

    /** The variables that are true of one deployment only, beside its addresses. */
    Stream<String> deploymentVariables() {
        return Stream.of(
                        endpoints.stream().flatMap(Endpoint::secretVariables),
                        endpoints.stream().flatMap(endpoint -> endpoint.methodVariable().stream()),
                        needs.stream().flatMap(Need::variables).filter(name -> !name.endsWith(LOCAL_FILE)),
                        optional.stream())
                .flatMap(names -> names);
    }

    /** Whether anything of what it needs is set at all. */
    public boolean anySet(Map<String, String> variables) {
        return Stream.of(
                        endpoints.stream().flatMap(endpoint -> endpoint.addressVariables().stream()),
                        endpoints.stream().flatMap(endpoint -> endpoint.sandbox().stream()),
                        needs.stream().flatMap(Need::variables))
                .flatMap(names -> names)
                .anyMatch(variables::containsKey);
    }
}
