package loadtest.benchmark;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.sun.management.OperatingSystemMXBean;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import loadtest.measure.EngineHook;
import loadtest.measure.Recorder;
import loadtest.measure.SentRequests;
import loadtest.settings.TraceHeader;

/**
 * A generator to be measured, in a process of its own, started by {@link GeneratorProcess}: users who send six requests again
 * and again, to a server or, without one, nowhere. Prints what it cost; recording and its files are in it where they
 * are asked for.
 */
public final class RecordedLoad extends Simulation {
    static final int REQUESTS = 6; // of one round
    private static final int WARM_UP_ROUNDS = 100;
    private static final int SLOWEST_MILLIS = 40; // of a request to nobody
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final boolean recorded = Boolean.getBoolean("benchmark.recorded");
    private final String url = System.getProperty("benchmark.url", "");
    private final Recorder recorder = new Recorder();
    private final EngineHook tap = new EngineHook(recorder);
    private final AtomicLong cpuBefore = new AtomicLong();

    public RecordedLoad() {
        var users = Integer.getInteger("benchmark.users");
        var load = exec(session -> {
            cpuBefore.compareAndSet(0, PROCESS.getProcessCpuTime());
            return session;
        });
        var round = url.isEmpty() ? toNobody() : toTheServer();
        var chain = (recorded ? exec(tap).exec(load) : load)
                .exec(repeat(Integer.getInteger("benchmark.rounds")).on(round));
        recorder.expect("load", Optional.empty());
        var measured = scenario("load").exec(chain).injectOpen(atOnceUsers(users));
        var warmUp = scenario("warm-up").exec(repeat(WARM_UP_ROUNDS).on(round));
        setUp(url.isEmpty() ? measured : warmUp.injectOpen(atOnceUsers(users)).andThen(measured))
                .protocols(http.baseUrl(url.isEmpty() ? "http://127.0.0.1:9" : url)
                        .shareConnections()
                        .disableFollowRedirect());
    }

    private ChainBuilder toTheServer() {
        var sent = new SentRequests(TraceHeader.REQUEST_ID, "benchmark", List.of());
        sent.tell(recorder);
        var path = System.getProperty("benchmark.path", "/");
        var kind = CheckKind.valueOf(System.getProperty("benchmark.check", CheckKind.STATUS.name()));
        return IntStream.range(0, REQUESTS)
                .mapToObj(n -> {
                    var request = kind.addTo(http("GET /" + n).get(path + n).check(status().is(200)));
                    return recorded ? sent.steps("GET /" + n, request) : exec(request);
                })
                .reduce(ChainBuilder::exec)
                .orElseThrow();
    }

    private static ChainBuilder toNobody() {
        return IntStream.range(0, REQUESTS)
                .mapToObj(n -> exec(dummy(
                        "GET /" + n, session -> ThreadLocalRandom.current().nextInt(1, SLOWEST_MILLIS))))
                .reduce(ChainBuilder::exec)
                .orElseThrow();
    }

    @Override
    public void after() {
        GeneratorProcess.print("cpu", PROCESS.getProcessCpuTime() - cpuBefore.get());
        var before = System.nanoTime();
        if (recorded) {
            RecordedFiles.write(recorder, Path.of(System.getProperty("benchmark.folder")));
        }
        var after = System.nanoTime();
        GeneratorProcess.print("files", after - before);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> GeneratorProcess.print("report", System.nanoTime() - after)));
    }
}
