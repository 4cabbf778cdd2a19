package loadtest.target;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.measure.SentRequests;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.Servers;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/**
 * What a run loads: a real deployment, or the stand-in where none is configured.
 *
 * @param settings with the stand-in's addresses and secrets, where it is the stand-in
 * @param process the stand-in, where it is one
 * @param fixtures what was seeded there, for the scenarios that need any
 */
public record Target(Settings settings, Optional<StandInProcess> process, SeededFixtures fixtures)
        implements AutoCloseable {
    /** How the variables begin that describe a deployment's database and auth server. */
    private static final String SUPABASE = "SUPABASE_";

    public Target(Settings settings, Optional<StandInProcess> process) {
        this(settings, process, new SeededFixtures(settings.seed().summaryPath()));
    }

    /** Whether these variables name no deployment at all. */
    public static boolean isStandIn(Map<String, String> variables) {
        return Scenarios.onClassPath().targetVariables().stream().noneMatch(variables::containsKey);
    }

    /** These variables without those that do not count for the target they describe. */
    public static Map<String, String> relevant(Map<String, String> variables) {
        var relevant = new HashMap<>(variables);
        if (isStandIn(variables)) {
            // No audit may read a database that this run does not load, and no secret go where it does not belong.
            relevant.keySet().removeIf(name -> name.startsWith(SUPABASE));
            relevant.keySet().removeAll(Scenarios.onClassPath().deploymentVariables());
        }
        return relevant;
    }

    /**
     * Opens the target these settings describe; a stand-in is started, and stops with this process.
     *
     * @param settings as parsed from the variables; of a stand-in, they are completed by those that it gives itself
     * @throws BadInput if the stand-in does not start, or faults are planned for a target that is no stand-in
     */
    public static Target open(Settings settings, Map<String, String> variables) {
        return opening(settings, variables).await();
    }

    /** The same without waiting for a stand-in, so that something else can be done meanwhile. */
    public static Opening opening(Settings settings, Map<String, String> variables) {
        var faults = settings.run().faults();
        if (!isStandIn(variables)) {
            faults.ifPresent(plan -> refuse(plan, variables));
            return new Opening(settings, Optional.empty());
        }
        return new Opening(settings, Optional.of(StandInProcess.launch(faults)));
    }

    private static void refuse(Path faults, Map<String, String> variables) {
        var given = Scenarios.onClassPath().targetVariables().stream()
                .filter(variables::containsKey)
                .collect(joining(", "));
        throw new BadInput("PERF_STANDIN_FAULTS (or -Dfaults) is " + faults
                + ", a plan for the stand-in that a run starts where no target is configured, and " + given
                + " configures one: unset either");
    }

    /** Whether this is a stand-in of this run's own. */
    public boolean standIn() {
        return process.isPresent();
    }

    /** Has the stand-in stop while something else is done; a real deployment is left alone. */
    public void endBeside() {
        process.ifPresent(StandInProcess::endBeside);
    }

    /** Stops the stand-in; a real deployment is left alone. */
    @Override
    public void close() {
        process.ifPresent(StandInProcess::close);
    }

    /**
     * The addresses a scenario sends its load to, by the variable that names each.
     *
     * @throws BadInput if one is nowhere given
     */
    public Map<String, URI> addresses(Scenario scenario) {
        var addresses = new LinkedHashMap<String, URI>();
        scenario.endpoints().forEach(endpoint -> addresses.put(endpoint.variable(), address(endpoint)));
        return addresses;
    }

    /**
     * The servers a scenario sends its load to, by the names that its file gives them. Calls take their addresses from
     * these, and the guard judges exactly these.
     *
     * @param sent gives every call its id
     */
    public Origins origins(Scenario scenario, SentRequests sent) {
        return Origins.of(scenario, settings, this::address, sent);
    }

    /** The same servers for the checks before the load, which build no calls. */
    public Origins origins(Scenario scenario) {
        return origins(scenario, new SentRequests(settings.tracing().header(), "check", List.of()));
    }

    /** @throws BadInput if a token asks for the service key, and its server must not get it */
    void checkServiceKey(Scenario scenario) {
        scenario.endpoints().forEach(endpoint -> endpoint.auth().check(settings, address(endpoint)));
    }

    /** Which servers of a scenario get the service key, and how. */
    List<Check> serviceKeyNotes(Scenario scenario) {
        return scenario.endpoints().stream()
                .flatMap(endpoint -> endpoint.auth().note(settings, address(endpoint)).stream())
                .toList();
    }

    private URI address(Endpoint endpoint) {
        return endpoint.address(settings.servers())
                .orElseThrow(() -> new BadInput(endpoint.variable() + " is not set"
                        + (standIn()
                                ? ", and the stand-in gives no such address: add it to the variables of standin/StandIn"
                                : ": set it")));
    }

    /** The hosts of these addresses. */
    public List<String> hosts(Scenario scenario) {
        return hosts(scenario, settings.servers());
    }

    /** The hosts of those addresses of a scenario that are set. */
    public static List<String> hosts(Scenario scenario, Servers servers) {
        return scenario.endpoints().stream()
                .flatMap(endpoint -> endpoint.address(servers).stream())
                .flatMap(address -> Stream.ofNullable(address.getHost()))
                .distinct()
                .toList();
    }

    /** The database that a scenario's run may ask, which the guard has judged; of a deployment only for fixtures. */
    public Optional<Database> database(Scenario scenario) {
        return standIn() || scenario.hasFixtures() ? settings.supabase().database() : Optional.empty();
    }

    /** Every host that a scenario's run sends something to: its load, and what it asks beside it. */
    List<TargetGuard.GuardedTarget> guarded(Scenario scenario) {
        var guarded = new ArrayList<TargetGuard.GuardedTarget>();
        addresses(scenario)
                .forEach((variable, address) -> guarded.add(TargetGuard.GuardedTarget.application(variable, address)));
        database(scenario).map(TargetGuard.GuardedTarget::database).ifPresent(guarded::add);
        settings.supabase().metricsUrl().map(this::metrics).ifPresent(guarded::add);
        return guarded;
    }

    /** On the project's own host they are a part of it, and its name says nothing; elsewhere they are a server like any. */
    private TargetGuard.GuardedTarget metrics(URI url) {
        var variable = "PERF_SUPABASE_METRICS_URL";
        var itsOwn = settings.supabase()
                .url()
                .filter(project -> project.getHost().equalsIgnoreCase(url.getHost()))
                .isPresent();
        return itsOwn
                ? TargetGuard.GuardedTarget.supabase(variable, url)
                : TargetGuard.GuardedTarget.application(variable, url);
    }
}
