package loadtest.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.ClassPath;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.MaskedErrors;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.settings.StartSteps;
import loadtest.standin.database.ChildProcess;
import loadtest.standin.database.Home;
import loadtest.standin.database.Leftovers;
import loadtest.standin.fault.FaultPlan;
import loadtest.standin.jvm.ClassArchive;

/**
 * The two ways to run a stand-in. By hand it starts a JVM for it, prints where that listens and runs until Ctrl-C. As a
 * child ({@code --child}) it prints one line of JSON, its {@link StandIn#variables()}, once it is ready. Either of these
 * JVMs ends with its standard input, that is with its parent, and has only the environment that {@link ChildProcess}
 * hands on, and so have its Postgres and its watchdog. Either way {@code -Dfaults=<file>} or {@code
 * PERF_STANDIN_FAULTS} has a {@link FaultPlan} in force from the moment it is ready. It ends with 2 if that, or the port,
 * is wrong.
 */
final class Launch {
    private static final int USUAL_PORT = 3000;
    private static final int WRONG_INPUT = 2;
    private static final Path WORK_DIR = ProjectFolder.resolve("target");
    static final String CHILD = "--child";

    /** What C2 compiles in the minutes of a run costs more CPU than it saves, and delays the start. */
    private static final List<String> JVM = List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final String BY_HAND = "--by-hand";
    private static final Duration FOREVER = Duration.ofDays(1);

    private Launch() {}

    static void main(String[] args) {
        var arguments = List.of(args);
        if (arguments.isEmpty()) {
            startByHand();
        } else {
            var home = arguments.size() > 1 ? new Home(Path.of(arguments.get(1))) : StandIn.newHome(WORK_DIR);
            serve(arguments.get(0).equals(CHILD), home);
        }
    }

    /**
     * A JVM for a stand-in that has this one for its parent.
     *
     * @param archive of its classes; where there is none, it has the class path of this JVM
     * @param mode what it prints when it is ready
     */
    static ProcessBuilder process(Path workDir, Optional<ClassArchive> archive, List<String> options, String mode)
            throws IOException {
        Leftovers.sweepScripts(Path.of(System.getProperty("java.io.tmpdir")));
        var home = StandIn.newHome(workDir).folder();
        var all = new ArrayList<>(JVM);
        archive.ifPresent(one -> all.addAll(one.options()));
        all.addAll(options);
        if (StartSteps.arePrinted()) {
            all.add("-D" + StartSteps.PROPERTY + "=true");
        }
        // Libraries leave files there, also after a kill -9; the folder goes with everything else.
        all.add("-Djava.io.tmpdir=" + Files.createDirectories(home));
        var classPath = archive.map(ClassArchive::classPath).orElseGet(ClassPath::ofThisProcess);
        return ChildProcess.java(all, classPath, StandIn.class, mode, home.toString());
    }

    private static void startByHand() {
        var options = Stream.of("port", "faults", ProjectFolder.PROPERTY)
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
        try {
            var jvm = StandInJvm.start(WORK_DIR, options, BY_HAND);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(jvm)));
            jvm.process().inputReader().lines().forEach(System.out::println);
            var exit = jvm.process().waitFor();
            if (exit != 0) {
                System.exit(exit);
            }
        } catch (IOException e) {
            fail("the stand-in did not start: " + Failure.line(e), 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Maven must not return before everything is gone. */
    private static void end(StandInJvm jvm) {
        try {
            jvm.end();
            jvm.await(FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(boolean child, Home home) {
        var out = System.out;
        // Whatever a library prints must not mix with the one line.
        System.setOut(System.err);
        var running = new AtomicReference<StandIn>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running.get(), home)));
        try {
            MaskedErrors.install();
            Daemon.onEndOfInput(() -> System.exit(0)); // noticed during the start, too
            var plan = faults();
            running.set(StandIn.start(child ? 0 : port(), home, plan));
            Settings.of(running.get().variables()).inForce();
            print(out, running.get(), child);
            new CountDownLatch(1).await();
        } catch (BadInput e) {
            fail(Failure.line(e), WRONG_INPUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            fail("the stand-in did not start: " + Failure.line(e), 1);
        }
    }

    private static void print(PrintStream out, StandIn standIn, boolean child) throws JsonProcessingException {
        if (child) {
            out.println(json(standIn.variables()));
        } else {
            out.println("The stand-in listens on " + standIn.variables().get("PERF_BASE_URL")
                    + ". Ctrl-C stops it. To point the suite at it:");
            standIn.variables()
                    .forEach((name, value) -> out.println("export " + name + "='" + value.replace("'", "'\\''") + "'"));
        }
        out.flush();
    }

    /** In ASCII alone: the parent cannot know in which charset this process writes, and a path may hold any letter. */
    static String json(Map<String, String> variables) throws JsonProcessingException {
        return JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writeValueAsString(variables);
    }

    /** Before anything is started: a wrong plan is found at once. */
    private static FaultPlan faults() {
        var environment = System.getenv().getOrDefault("PERF_STANDIN_FAULTS", "");
        var file = System.getProperty("faults", environment).strip();
        return file.isEmpty() ? FaultPlan.NONE : FaultPlan.read(ProjectFolder.resolve(file));
    }

    private static int port() {
        var environment = System.getenv().getOrDefault("PERF_STANDIN_PORT", "");
        var given = System.getProperty("port", environment.isBlank() ? "" + USUAL_PORT : environment);
        try {
            var port = Integer.parseInt(given.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw BadInput.in("PERF_STANDIN_PORT", given, "a port from 1 to 65535, or 0 for a free one");
    }

    private static void close(StandIn standIn, Home home) {
        if (standIn != null) {
            standIn.close();
        }
        try {
            Files.deleteIfExists(home.folder()); // where nothing was started
        } catch (IOException e) {
            // It is not empty: the watchdog deletes it.
        }
    }

    private static void fail(String line, int exit) {
        System.err.println(line);
        System.exit(exit);
    }
}
