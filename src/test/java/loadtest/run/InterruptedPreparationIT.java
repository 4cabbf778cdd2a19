package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.Await;
import loadtest.testing.Parent;
import loadtest.testing.StagingDeployment;
import loadtest.testing.SummaryFile;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that is ended from outside while its target is asked for the first time, which never answers. */
class InterruptedPreparationIT {
    private static final Workload ANY = Workload.simplest();

    private ServerSocket silent;
    private Optional<Process> started = Optional.empty();
    private Optional<Socket> question = Optional.empty(); // open, so that the run waits for its answer

    @BeforeEach
    void listen() throws Exception {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        silent.setSoTimeout(120_000);
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        if (question.isPresent()) {
            question.get().close();
        }
        silent.close();
        started.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void aSignalLeavesTheEvidenceOfARunThatDidNotHappen() throws Exception {
        var trial = trial();
        var step = Files.writeString(trial.folder().resolve("step.md"), "");
        trial.with("GITHUB_ACTIONS", "true").with("GITHUB_STEP_SUMMARY", step.toString());
        waitUntilItAsks(trial);

        started.orElseThrow().destroy();
        var run = trial.result(started.orElseThrow());

        assertThat(run.exit()).isEqualTo(143);
        assertNotRun(run, "the run was interrupted, by Ctrl-C or SIGTERM");
        assertThat(run.output().lines().filter(line -> line.startsWith("::error title=")))
                .singleElement()
                .asString()
                .contains("did not begin: the run was interrupted");
        assertThat(Files.readString(step)).contains("did not begin: the run was interrupted");
    }

    @Tag("more-runs")
    @Test
    void theDeathOfMavenLeavesTheSame() throws Exception {
        var trial = trial().under(Parent.class);
        waitUntilItAsks(trial);

        var maven = started.orElseThrow();
        var run = maven.children().findFirst().orElseThrow();

        maven.destroyForcibly().waitFor();

        Await.until(Duration.ofSeconds(60), () -> !run.isAlive());
        assertNotRun(trial.result(maven), "the process that started it has gone");
    }

    private static void assertNotRun(TrialResult run, String why) throws Exception {
        var summary = SummaryFile.read(run.file("summary.json"));
        assertThat(summary.result().outcome()).isEqualTo(RunOutcome.NOT_RUN);
        assertThat(summary.result().reasons())
                .singleElement()
                .asString()
                .startsWith("did not begin: ")
                .contains(why);
        assertThat(run.files("junit.xml")).singleElement().asString().contains("errors=\"1\"", why);
        assertThat(Files.readString(run.folder().resolve("results/index.html"))).contains("NOT_RUN", why);
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    private Trial trial() {
        return ANY.trial()
                .with(StagingDeployment.fourSecrets())
                .with("PERF_BASE_URL", "http://127.0.0.1:" + silent.getLocalPort());
    }

    /** Starts the run and returns once it has asked. */
    private void waitUntilItAsks(Trial trial) throws Exception {
        started = Optional.of(trial.start());
        question = Optional.of(silent.accept());
    }
}
