package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import loadtest.testing.Await;
import loadtest.testing.FaultyGateway;
import loadtest.testing.PluginFork;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Maven dies within the first second of the JVM that its plugin forked, mostly before that checks who started it. {@code
 * mvn verify -Pruns} does it three times, {@code -Pkill} as often as that asks for; every build lets one live.
 */
@DisabledOnOs(OS.WINDOWS)
class OrphanedRunIT {
    private static final int KILLS = Integer.getInteger("kills", 3);
    /** A busy machine may take so long until the fork checks its parent first, and no longer. */
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Within which the load has stopped. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    @Tag("more-runs")
    @Test
    void sendsNothingThatNobodyWaitsFor() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        try (var target = new FaultyGateway(StagingDeployment.everything().get("PERF_BASE_URL"))) {
            for (var i = 0; i < KILLS; i++) {
                var moment = random.nextInt(1_000);
                var kill = "kill %s of %s, %s ms after the fork (random seed %s)".formatted(i + 1, KILLS, moment, seed);
                var trial = trial(target);
                target.received().clear();
                var outlived = orphan(trial, moment, target);

                var output = trial.output();
                assertThat(output).as(kill).contains("the process that started this run ");
                if (output.contains("had gone before the run began")) {
                    assertThat(target.received()).as(kill).isEmpty();
                }
                assertThat(ProcessHandle.allProcesses().filter(process -> process.info()
                                .commandLine()
                                .orElse("")
                                .contains(folder(trial).toString())))
                        .as(kill)
                        .isEmpty();
                assertThat(temporary(trial)).as(kill).isEmptyDirectory();
                System.out.println(kill + ": ended " + outlived.toMillis() + " ms later, after "
                        + target.received().size() + " requests");
            }
        }
    }

    /** The one that is not killed proves that the others would have sent something. */
    @Test
    void withItsMavenAliveTheSameForkSendsItsLoad() throws Exception {
        try (var target = new FaultyGateway(StagingDeployment.everything().get("PERF_BASE_URL"))) {
            var trial = trial(target);
            var maven = trial.start();
            try {
                Await.until(LONGEST, () -> target.received().size() > 20 || !maven.isAlive());
                assertThat(maven.isAlive()).as(trial.output()).isTrue();
            } finally {
                var fork = maven.children().findFirst();
                maven.destroyForcibly().waitFor();
                Await.until(LONGEST, () -> fork.filter(OrphanedRunIT::isAlive).isEmpty());
            }
            assertThat(trial.output()).contains("the process that started this run has gone: the load stops here");
            assertThat(temporary(trial)).isEmptyDirectory();
        }
    }

    /**
     * Kills Maven so long after it has forked, and waits for the fork's end.
     *
     * @return how long the fork outlived Maven
     */
    private static Duration orphan(Trial trial, int milliseconds, FaultyGateway target) throws Exception {
        var maven = trial.start();
        Await.until(LONGEST, () -> maven.children().findAny().isPresent() || !maven.isAlive());
        var fork = maven.children().findFirst().orElseThrow(() -> new AssertionError(output(trial)));
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds); // the moment of the kill is what is tested
            maven.destroyForcibly().waitFor();
            var killed = Instant.now();
            var bound = killed.plus(BOUND);
            Await.until(LONGEST, () -> !isAlive(fork) || Instant.now().isAfter(bound));
            // What Maven lived to see, a fast fork's checks of its target, may have been sent.
            var sent = target.received().size();
            Await.until(LONGEST, () -> !isAlive(fork));
            assertThat(target.received()).as("requests later than " + BOUND).hasSize(sent);
            return Duration.between(killed, Instant.now());
        } finally {
            fork.destroyForcibly();
        }
    }

    private static Trial trial(FaultyGateway target) throws IOException {
        var variables = new HashMap<>(StagingDeployment.fourSecrets());
        variables.put("PERF_BASE_URL", target.url(""));
        variables.put("PERF_RATE_LIMIT_PER_MINUTE", "100000");
        var trial = Workload.simplest()
                .trial()
                .profile("ci", "hold 5 per second for 60 s", Map.of())
                .property("simulation", Workload.simplest().simulationName())
                .with(variables)
                .under(PluginFork.class);
        // For both of them, to see what they leave.
        return trial.with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary(trial));
    }

    private static Path temporary(Trial trial) throws IOException {
        return Files.createDirectories(trial.folder().resolve("tmp"));
    }

    private static Path folder(Trial trial) {
        try {
            return trial.folder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(Trial trial) {
        try {
            return trial.output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** One that nobody has waited for yet is dead all the same. */
    private static boolean isAlive(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return process.isAlive(); // it is gone, or this system has no /proc
        }
    }
}
