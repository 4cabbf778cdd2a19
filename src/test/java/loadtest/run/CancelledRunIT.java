package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.Await;
import loadtest.testing.Parent;
import loadtest.testing.StagingDeployment;
import loadtest.testing.SummaryFile;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that is ended from outside stops its load and its stand-in at once, and never passes. */
class CancelledRunIT {
    private static final int SIGINT = 2;
    private static final Pattern HOME = Pattern.compile("-Djava\\.io\\.tmpdir=(\\S+)");

    private final List<Process> started = new ArrayList<>();

    @Tag("more-runs")
    @Test
    void loadAndStandInStop() throws Exception {
        var trial = Workload.simplest()
                .trial()
                .profile("ci", "hold 5 per second for 60 s", Map.of())
                .with("DATABASE_URL", "postgresql://user:a canary@db/name");
        var parent = started(trial.under(Parent.class));
        Await.until(Duration.ofSeconds(180), () -> trial.output()
                .contains("Simulation " + Workload.simplest().simulation().getName() + " started"));
        var processes = new ArrayList<>(parent.descendants().toList());
        assertThat(processes).as("run, stand-in and watchdog").hasSize(3);
        processes.add(postgres(processes));
        assertThat(processes).allMatch(ProcessHandle::isAlive);
        var run = parent.children().findFirst().orElseThrow();
        for (var process : processes) {
            assertThat(environment(process).contains("canary")).isEqualTo(process.equals(run));
        }

        parent.destroyForcibly().waitFor();

        // Two seconds on a machine that is not busy with tests; what matters here is that it happens at all.
        Await.until(Duration.ofSeconds(60), () -> ended(run));
        Await.until(Duration.ofSeconds(60), () -> processes.stream().allMatch(CancelledRunIT::ended));
        assertInterrupted(trial.result(parent), "the process that started it has gone");
    }

    @Test
    void aSignalLeavesASummaryThatSaysSo() throws Exception {
        var trial = underWay();
        var killed = Files.createDirectories(trial.folder().resolve("results/apismoke-20260102030405006"));
        var draft = killed.resolve("summary.json.940f140a-1606-4b49-8b94-433b68342347.tmp");
        Files.setLastModifiedTime(
                Files.writeString(draft, "half"), FileTime.from(Instant.now().minusSeconds(3_600)));
        var run = started(trial);
        awaitAnswers(trial, run);
        assertThat(draft).as("of a run killed an hour ago").doesNotExist();

        var ignored = ignoresInterrupts();
        if (ignored) {
            System.out.println("SIGINT is ignored by what is started in the background, as this test was: SIGTERM is"
                    + " sent in its place");
        }
        kill(ignored ? "TERM" : "INT", run);
        var result = trial.result(run);

        assertThat(result.exit()).isEqualTo(ignored ? 143 : 130);
        assertInterrupted(result, "Ctrl-C or SIGTERM");
        assertThat(result.output()).contains("INTERRUPTED: ").doesNotContain("PASSED");
        var copy = SummaryFile.read(trial.folder().resolve("copy.json"));
        assertThat(copy.result().outcome()).isEqualTo(RunOutcome.INTERRUPTED);
        assertThat(copy.traffic().load().started())
                .isPositive()
                .isLessThan(copy.traffic().load().planned());
    }

    @AfterEach
    void nothingIsLeftBehind() {
        started.forEach(Process::destroyForcibly);
    }

    private static Trial underWay() throws Exception {
        return Workload.simplest()
                .trial()
                .profile("ci", "hold 5 per second for 60 s", Map.of())
                .with(StagingDeployment.fourSecrets())
                .with("PERF_RATE_LIMIT_PER_MINUTE", "100000")
                .with("PERF_OUTPUT_FILE", "copy.json")
                .property("simulation", Workload.simplest().simulationName());
    }

    private Process started(Trial trial) throws IOException {
        var process = trial.start();
        started.add(process);
        return process;
    }

    /** Until the engine's own progress shows requests. */
    private static void awaitAnswers(Trial trial, Process run) throws Exception {
        Await.until(
                Duration.ofSeconds(180),
                () -> trial.output().contains("> " + Workload.simplest().get()) || !run.isAlive());
        assertThat(run.isAlive()).as(trial.output()).isTrue();
    }

    private static void kill(String signal, Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO();
        assertThat(kill.start().waitFor()).isZero();
    }

    /** What a script starts in the background ignores Ctrl-C, as does all that it starts itself. */
    private static boolean ignoresInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        var mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(BigInteger.ZERO);
        return mask.testBit(SIGINT - 1);
    }

    private static void assertInterrupted(TrialResult run, String why) throws Exception {
        var summary = SummaryFile.read(run.file("summary.json"));
        assertThat(summary.result().outcome()).isEqualTo(RunOutcome.INTERRUPTED);
        assertThat(summary.result().passed()).isFalse();
        assertThat(summary.result().reasons().get(0))
                .startsWith("the run was interrupted")
                .contains(why);
        assertThat(run.files("junit.xml"))
                .singleElement()
                .asString()
                .contains("name=\"" + summary.result().reasons().get(0))
                .doesNotContain("failures=\"0\"");
        assertThat(run.files("index.html")).as("the engine's report").isEmpty();
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    /** As far as this system shows it. */
    private static String environment(ProcessHandle process) throws IOException {
        return Files.readString(
                Path.of("/proc", String.valueOf(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
    }

    /** A process nobody has waited for yet is dead all the same. */
    private static boolean ended(ProcessHandle process) {
        try {
            var state = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return state.contains(") Z ") || !process.isAlive();
        } catch (IOException e) {
            return !process.isAlive(); // gone, or a system without /proc
        }
    }

    /** Of the stand-in, whose temporary folder is the one of all its files. */
    private static ProcessHandle postgres(List<ProcessHandle> processes) throws IOException {
        var home = processes.stream()
                .flatMap(process -> process.info().commandLine().stream())
                .flatMap(command -> HOME.matcher(command).results())
                .map(found -> Path.of(found.group(1)))
                .findFirst()
                .orElseThrow();
        var noted = Files.readAllLines(home.resolve("data/postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(noted.get(0))).orElseThrow();
    }
}
