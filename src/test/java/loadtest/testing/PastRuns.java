package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.slo.Statistic;
import loadtest.slo.VerdictOutcome;

/** Folders of runs, as runs leave them; all alike but for what is asked for. */
public final class PastRuns {
    static final Instant FIRST = Instant.parse("2030-01-31T12:00:00Z");
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PastRuns() {}

    /** One run; times are its only differences from the others, if nothing else is asked for. */
    public record PastRunSample(
            String scenario,
            String profile,
            Instant started,
            RunOutcome outcome,
            boolean judged,
            List<String> reasons,
            List<String> hosts,
            boolean standIn,
            List<String> steps,
            long millis,
            long failed) {

        /** @param day after the first one */
        public static PastRunSample ofDay(int day) {
            return new PastRunSample(
                    "station_redeem_peak",
                    "ramp",
                    FIRST.plus(Duration.ofDays(day)),
                    RunOutcome.PASSED,
                    true,
                    List.of(),
                    List.of("api.staging.example.com"),
                    false,
                    List.of("hold 150 per minute for 10 minutes"),
                    100,
                    0);
        }

        public PastRunSample scenario(String other) {
            return new PastRunSample(
                    other, profile, started, outcome, judged, reasons, hosts, standIn, steps, millis, failed);
        }

        public PastRunSample profile(String other) {
            return new PastRunSample(
                    scenario, other, started, outcome, judged, reasons, hosts, standIn, steps, millis, failed);
        }

        public PastRunSample ended(RunOutcome other, String... why) {
            return new PastRunSample(
                    scenario,
                    profile,
                    started,
                    other,
                    other != RunOutcome.INTERRUPTED,
                    List.of(why),
                    hosts,
                    standIn,
                    steps,
                    millis,
                    failed);
        }

        /** As a criterion for giving it up leaves it. */
        public PastRunSample cutOff(String why) {
            return new PastRunSample(
                    scenario,
                    profile,
                    started,
                    RunOutcome.FAILED,
                    false,
                    List.of(why),
                    hosts,
                    standIn,
                    steps,
                    millis,
                    failed);
        }

        public PastRunSample onTheStandIn() {
            return new PastRunSample(
                    scenario,
                    profile,
                    started,
                    outcome,
                    judged,
                    reasons,
                    List.of("127.0.0.1"),
                    true,
                    steps,
                    millis,
                    failed);
        }

        public PastRunSample on(String host) {
            return new PastRunSample(
                    scenario,
                    profile,
                    started,
                    outcome,
                    judged,
                    reasons,
                    List.of(host),
                    standIn,
                    steps,
                    millis,
                    failed);
        }

        public PastRunSample load(String step) {
            return new PastRunSample(
                    scenario,
                    profile,
                    started,
                    outcome,
                    judged,
                    reasons,
                    hosts,
                    standIn,
                    List.of(step),
                    millis,
                    failed);
        }

        /** Of every one of the 200 requests. */
        public PastRunSample millis(long other) {
            return new PastRunSample(
                    scenario, profile, started, outcome, judged, reasons, hosts, standIn, steps, other, failed);
        }

        public PastRunSample failed(long other) {
            return new PastRunSample(
                    scenario, profile, started, outcome, judged, reasons, hosts, standIn, steps, millis, other);
        }

        public List<RequestSummary> requests() {
            return List.of(new RequestSummary(
                    "POST /redeem",
                    200,
                    200 - failed,
                    failed,
                    2.5,
                    millis,
                    millis,
                    millis,
                    millis,
                    millis,
                    millis,
                    millis,
                    millis,
                    millis,
                    null,
                    Map.of(200, 200 - failed),
                    Map.of(),
                    Map.of(),
                    "",
                    ""));
        }

        public Summary summary() {
            var met = millis < 500 ? VerdictOutcome.MET : VerdictOutcome.MISSED;
            var p95 = Verdicts.latency("POST /redeem", Statistic.P95, 500L, millis, 200, met, "");
            return new Summary(
                    new Summary.Identity(scenario, profile, NAME.format(started).substring(0, 8) + "-3fa9c2"),
                    new Summary.RunResult(outcome, judged, reasons),
                    new Summary.Conditions(
                            hosts,
                            standIn,
                            started.toString(),
                            started.plusSeconds(603).toString(),
                            null,
                            null),
                    new Summary.Traffic(
                            new Summary.Load("open", steps, 1500L, 1500, 1500, null),
                            requests(),
                            requests().get(0),
                            null),
                    List.of(p95),
                    new Summary.Observations(null, List.of(), null, null, null, List.of()),
                    new Summary.Remarks(null, List.of()));
        }

        /** Writes its folder, without a page. */
        public Path in(Path outputDir) throws IOException {
            var folder = folder(outputDir, scenario.replace("_", "") + "-" + NAME.format(started) + "123");
            summary().write(folder.resolve("summary.json"));
            return folder;
        }
    }

    /**
     * A run's folder as a version of this suite left it that wrote summaries of schema 2.
     *
     * @param outcome passed, failed or cut-off: each was written by a real run
     */
    public static Path ofSchemaTwo(String outcome, Path outputDir, String name) throws IOException {
        var folder = folder(outputDir, name);
        try (var summary = PastRuns.class.getResourceAsStream("/report/schema-2/" + outcome + ".json")) {
            Files.copy(summary, folder.resolve("summary.json"));
        }
        return folder;
    }

    /** A run's folder as the engine makes it, with nothing told yet. */
    public static Path folder(Path outputDir, String name) throws IOException {
        var folder = Files.createDirectories(outputDir.resolve(name));
        Files.writeString(folder.resolve("simulation.log"), "");
        return folder;
    }
}
