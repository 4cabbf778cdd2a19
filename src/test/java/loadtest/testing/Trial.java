package loadtest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import io.gatling.javaapi.core.Simulation;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.run.MergeShares;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;

/**
 * Runs one simulation in a JVM of its own, as the Gatling plugin does, in a folder of its own. It inherits neither the
 * developer's settings nor {@code .env}, and takes shorter profiles where a test sets them.
 */
public final class Trial {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int LONGEST_SECONDS = 300;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /**
     * Options of a JVM that does not live to gain what more compiling, more threads and the verification of its classes
     * cost. The pom gives them to the JVMs of tests, too.
     */
    public static final List<String> SHORT_LIVED = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    private final Class<? extends Simulation> scenario;
    private String changed;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private Optional<Class<?>> parent = Optional.empty();
    private boolean merges;
    private String compiled = classPath();

    /** Prepares a run of this scenario, in profile {@code ci}. */
    public Trial(Class<? extends Simulation> scenario) {
        this.scenario = scenario;
        this.changed = Scenario.id(scenario);
        this.folder = Path.of(
                        "target",
                        "trials",
                        Scenario.id(scenario) + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet())
                .toAbsolutePath();
        properties.put("profile", "ci");
        Scenarios.onClassPath().combination(changed).ifPresent(all -> properties.put("simulation", all.simulation()));
        properties.put("gatling.data.console.writePeriod", "1"); // tests look for its rows
        environment.put("PERF_ENGINE_OUTPUT", "true");
        environment.put("COLUMNS", "1000"); // and for whole texts
        // Options of every JVM of this machine may name proxies.
        List.of("http.proxyHost", "https.proxyHost", "http.nonProxyHosts").forEach(name -> properties.put(name, ""));
    }

    /** Sets variables of its environment. */
    public Trial with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Sets a variable to the empty string. */
    public Trial without(String variable) {
        environment.put(variable, "");
        return this;
    }

    /** Sets a variable of its environment. */
    public Trial with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** Sets a {@code -D} property. */
    public Trial property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Of several scenarios, has the changes from here on be those of this one's file. */
    public Trial on(Scenario one) {
        changed = one.id();
        return this;
    }

    /** Replaces a profile of the scenario's file. */
    public Trial profile(String name, String step, Map<String, Object> others) throws IOException {
        var path = "profiles." + name;
        var fields = new HashMap<String, Object>(others);
        fields.put("open", step);
        return scenarioFile(path, fields);
    }

    /** Raises the limits of latency and punctuality to what a busy test machine keeps, too. */
    public Trial patient() throws IOException {
        scenarioFile("schedule", Map.of("at-most", "99 %"));
        for (var request : Scenarios.onClassPath().file(changed).slos().requestNames()) {
            var row = "requests." + ConfigUtil.quoteString(request);
            scenarioFile(row + ".p95", "25 s").scenarioFile(row + ".mean", "25 s");
        }
        return this;
    }

    /** Replaces the limits of a request. */
    public Trial slo(String request, Map<String, Object> limits) throws IOException {
        return scenarioFile("requests." + ConfigUtil.quoteString(request), limits);
    }

    /** Names the scenario, as a command that runs one alone does. */
    public Trial named() {
        return property("simulation", scenario.getSimpleName());
    }

    /** Merges the shares below a folder, in place of a load. */
    public Trial merging(Path runs) {
        merges = true;
        property("gatling.jvmArgs", String.join(",", SHORT_LIVED));
        return property("runs", runs.toString());
    }

    /** Has a process of this class start the run; its arguments are the whole command. */
    public Trial under(Class<?> parent) {
        this.parent = Optional.of(parent);
        return this;
    }

    /** Changes one value of the scenario's file, for this trial alone; null removes it. */
    public Trial scenarioFile(String path, Object value) throws IOException {
        var name = "scenarios/" + changed + ".conf";
        var file = folder.resolve("classes").resolve(name);
        var before = Files.exists(file) ? ConfigFactory.parseFile(file.toFile()) : ConfigFactory.parseResources(name);
        var changed =
                value == null ? before.withoutPath(path) : before.withValue(path, ConfigValueFactory.fromAnyRef(value));
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, changed.root().render(ConfigRenderOptions.concise().setFormatted(true)));
        return this;
    }

    /** Adds an option of its JVM. */
    public Trial jvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Replaces this JVM's class path. */
    public Trial classPath(String own) {
        compiled = own;
        return this;
    }

    /** The folder of all its files. */
    public Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    /** Starts the run and waits for its end. */
    public TrialResult run() throws IOException, InterruptedException {
        return result(start());
    }

    /** Waits for the end of the run. */
    public TrialResult result(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + LONGEST_SECONDS + " s: " + output());
        }
        return new TrialResult(process.exitValue(), output(), summary(), folder);
    }

    /** Starts the run without waiting. */
    public Process start() throws IOException {
        shareTarget();
        var command = new ArrayList<String>();
        parent.ifPresent(starter -> command.addAll(List.of(JAVA, "-cp", classPath(), starter.getName())));
        command.add(JAVA);
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("-Xmx512m");
        command.addAll(SHORT_LIVED);
        command.addAll(jvmOptions);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", folder().resolve("classes") + File.pathSeparator + compiled));
        command.addAll(
                merges
                        ? List.of(MergeShares.class.getName())
                        : List.of(
                                "io.gatling.app.Gatling",
                                "-s",
                                scenario.getName(),
                                "-rf",
                                folder.resolve("results").toString()));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.matches(
                                "(PERF|K6|ARTILLERY|SUPABASE|BRIDGE|GITHUB)_.*|(?i:https?|no)_proxy|profile|simulation|baseline.*"));
        // For the stand-in that a run may start.
        builder.environment()
                .merge("JDK_JAVA_OPTIONS", String.join(" ", SHORT_LIVED), (given, ours) -> given + " " + ours);
        builder.environment().put("PERF_OUTPUT_DIR", folder.resolve("results").toString());
        builder.environment().putAll(environment);
        return builder.redirectOutput(folder.resolve("output.txt").toFile()).start();
    }

    /** The stand-in of a run without a deployment copies what the project's have prepared, as it does for its users. */
    private void shareTarget() throws IOException {
        var target = folder().resolve("target");
        try {
            if (!Files.exists(target)) {
                Files.createSymbolicLink(target, Path.of("target").toAbsolutePath());
            }
        } catch (FileSystemException | UnsupportedOperationException e) {
            // A system that reserves links to administrators: each prepares its own.
        }
    }

    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The console output so far. */
    public String output() throws IOException {
        return JvmNotes.without(Files.readString(folder.resolve("output.txt")));
    }

    private Optional<JsonNode> summary() throws IOException {
        var results = folder.resolve("results");
        if (!Files.isDirectory(results)) {
            return Optional.empty();
        }
        try (var files = Files.walk(results)) {
            var found = files.filter(file -> file.endsWith("summary.json")).findFirst();
            return found.isPresent()
                    ? Optional.of(new ObjectMapper().readTree(found.get().toFile()))
                    : Optional.empty();
        }
    }
}
