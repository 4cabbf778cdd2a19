package loadtest.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import loadtest.settings.BadInput;
import loadtest.settings.Daemon;
import loadtest.settings.Database;
import loadtest.settings.Failure;
import loadtest.settings.StartSteps;
import loadtest.standin.auth.Keys;
import loadtest.standin.database.DataKey;
import loadtest.standin.database.Db;
import loadtest.standin.database.EmbeddedDatabase;
import loadtest.standin.database.Home;
import loadtest.standin.database.Leftovers;
import loadtest.standin.database.PreparedData;
import loadtest.standin.database.Pristine;
import loadtest.standin.database.Watchdog;
import loadtest.standin.fault.FaultPlan;
import loadtest.standin.http.Api;
import loadtest.standin.http.Ports;
import loadtest.standin.jvm.StandInClassPath;
import org.slf4j.LoggerFactory;

/**
 * The target that stands in for a deployment: the endpoints of both products over HTTP, on a real Postgres of its own,
 * with the fixtures of the project's own seeder. It listens on loopback only.
 */
public final class StandIn implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    private final Keys keys = Keys.draw();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    private StandIn() {}

    /** Starts it by hand, or with {@code --child} for a parent process; see {@link Launch}. */
    public static void main(String[] args) {
        Launch.main(args);
    }

    /**
     * Starts a stand-in that is seeded, warm and ready when this returns.
     *
     * @param port where it listens; 0 for a free one
     * @param workDir where its files go, normally {@code target}; the programs of Postgres stay there, all else is
     *     gone after {@link #close()}, and also after a {@code kill -9} of this JVM
     * @throws BadInput in one line, if the port is taken or Postgres does not come up
     */
    public static StandIn start(int port, Path workDir) {
        return start(port, newHome(workDir), FaultPlan.NONE);
    }

    /** The name of a folder for the files of one stand-in; it does not exist yet. */
    public static Home newHome(Path workDir) {
        return new Home(workDir.toAbsolutePath()
                .normalize()
                .resolve("standin")
                .resolve(UUID.randomUUID().toString()));
    }

    /** @param faults in force from the moment it is ready */
    static StandIn start(int port, Home home, FaultPlan faults) {
        var standIn = new StandIn();
        try {
            standIn.open(port, home, faults);
            return standIn;
        } catch (IOException e) {
            standIn.close();
            throw new BadInput("the stand-in did not start: " + Failure.line(e));
        } catch (SQLException e) {
            standIn.close();
            throw new BadInput("the stand-in did not start: " + e.getMessage());
        } catch (RuntimeException e) {
            standIn.close();
            throw e;
        }
    }

    /** The settings that point the suite and the seeder at this stand-in, by variable. They hold its secrets. */
    public Map<String, String> variables() {
        return Collections.unmodifiableMap(variables);
    }

    /** Stops everything and deletes the files of this stand-in. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // The watchdog, which is the last, ends whatever is left.
                LoggerFactory.getLogger(StandIn.class).warn("while stopping", e);
            }
        }
    }

    private void open(int port, Home home, FaultPlan faults) throws IOException, SQLException {
        StartSteps.done("stand-in: JVM and classes");
        Ports.requireFree(port);
        var homes = home.folder().getParent();
        Leftovers.sweep(homes);
        var hold = home.take();
        parts.push(Watchdog.over(home));
        parts.push(hold);
        StartSteps.done("stand-in: folder and watchdog");
        LoggerFactory.getILoggerFactory(); // two threads that begin to log at once are warned of
        // Beside the database, whose programs use a core of their own.
        var listening =
                CompletableFuture.supplyAsync(() -> HttpService.listen(port), task -> Daemon.thread("http-start", task)
                        .start());
        EmbeddedDatabase postgres;
        Db db;
        try {
            postgres = database(home, homes.resolveSibling("postgres"));
            parts.push(postgres);
            StartSteps.done("stand-in: Postgres");
            db = new Db(postgres.address());
            parts.push(db);
        } finally {
            parts.push(() -> listened(listening).close());
        }
        serve(listened(listening), db, postgres.address(), home, faults);
    }

    private void serve(HttpService service, Db db, Database database, Home home, FaultPlan faults)
            throws IOException, SQLException {
        var products = new Products(keys, service.address());
        products.register(service.api(), db);
        StartSteps.done("stand-in: connections and HTTP server");
        variables.putAll(products.variables(database, home.folder()));
        new StartupCalls(db, service.address(), keys.bridge()).run();
        StartSteps.done("stand-in: calls that warm it");
        takeControl(service.api(), products, Pristine.of(db), faults);
        StartSteps.done("stand-in: copies of its rows");
    }

    /** @throws BadInput if the port is taken */
    private static HttpService listened(CompletableFuture<HttpService> listening) {
        try {
            return listening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BadInput wrong ? wrong : e;
        }
    }

    /** A copy of the seeded one, which the first stand-in of a day makes. */
    private EmbeddedDatabase database(Home home, Path binaries) throws IOException, SQLException {
        var day = Instant.now().truncatedTo(ChronoUnit.DAYS);
        new PreparedData(binaries.resolveSibling("standin-prepared"))
                .into(home, DataKey.of(day, StandInClassPath.keyOfThisJvm()), new SeededData(binaries, day));
        StartSteps.done("stand-in: copy of the prepared data");
        return EmbeddedDatabase.start(home, binaries, keys.database());
    }

    private void takeControl(Api api, Products products, Pristine pristine, FaultPlan faults) throws SQLException {
        var control = new Control(api.disruption(), pristine, products.limits(), products.tokens());
        control.register(api);
        if (faults != FaultPlan.NONE) {
            control.arrive(faults);
        }
    }
}
