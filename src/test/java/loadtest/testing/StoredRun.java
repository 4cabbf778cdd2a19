package loadtest.testing;

import java.io.IOException;
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
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/** A run of 200 redeems that ends in a folder of results; a test changes what it is about, all else is the same. */
public final class StoredRun {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant started;
    private String scenario = "station_redeem_peak";
    private String profile = "ramp";
    private RunOutcome outcome = RunOutcome.PASSED;
    private boolean judged = true;
    private List<String> reasons = List.of();
    private String host = "api.staging.example.com";
    private boolean standIn;
    private String step = "hold 150 per minute for 10 minutes";
    private String request = "POST /redeem";
    private long millis = 100;
    private long failed;
    private List<String> rehearsal = List.of();
    private String invocation;
    private String share;
    private String commit;
    private String targetVersion;
    private boolean fewSamples;

    private StoredRun(Instant started) {
        this.started = started;
    }

    /** @param day counted from the first one, 0 */
    public static StoredRun ofDay(int day) {
        return new StoredRun(PastRuns.FIRST.plus(Duration.ofDays(day)));
    }

    public StoredRun after(Duration later) {
        return new StoredRun(started.plus(later));
    }

    public StoredRun scenario(String other) {
        scenario = other;
        return this;
    }

    public StoredRun profile(String other) {
        profile = other;
        return this;
    }

    public StoredRun ended(RunOutcome other, String... why) {
        outcome = other;
        judged = other != RunOutcome.INTERRUPTED && other != RunOutcome.NOT_RUN;
        reasons = List.of(why);
        return this;
    }

    /** Ends the run by an abort criterion, before it was judged. */
    public StoredRun aborted(String why) {
        outcome = RunOutcome.FAILED;
        judged = false;
        reasons = List.of(why);
        return this;
    }

    public StoredRun onTheStandIn() {
        standIn = true;
        return on("127.0.0.1");
    }

    /** @param other null where it is not known */
    public StoredRun on(String other) {
        host = other;
        return this;
    }

    public StoredRun load(String other) {
        step = other;
        return this;
    }

    /** Sends another request in place of the redeem. */
    public StoredRun sending(String other) {
        request = other;
        return this;
    }

    /** Sets the response time of every request. */
    public StoredRun millis(long other) {
        millis = other;
        return this;
    }

    /** @param other failed requests of the 200 */
    public StoredRun failed(long other) {
        failed = other;
        return this;
    }

    /** Makes the run a rehearsal of these faults. */
    public StoredRun rehearsing(String... faults) {
        rehearsal = List.of(faults);
        return this;
    }

    /** Names the invocation, of which runs of other scenarios may be a part. */
    public StoredRun of(String other) {
        invocation = other;
        return this;
    }

    /** Makes it the run of one machine of several, such as {@code 1/2}, which kept its own schedule. */
    public StoredRun share(String other) {
        share = other;
        return ended(RunOutcome.RECORDED);
    }

    /** What the target calls itself, and the commit of the suite. */
    public StoredRun versions(String target, String suite) {
        targetVersion = target;
        commit = suite;
        return this;
    }

    /** Sends 40 requests under a profile that does not decide on their times, and without a database to ask. */
    public StoredRun few() {
        fewSamples = true;
        return this;
    }

    public List<RequestSummary> requests() {
        return List.of(new RequestSummary(
                request,
                null,
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
        var happened = outcome != RunOutcome.NOT_RUN;
        var load = new Summary.Load("open", List.of(step), 1500L, 1500, 1500, null);
        var traffic = new Summary.Traffic(load, requests(), requests().get(0), null);
        return happened
                ? summary(traffic, verdicts())
                : summary(new Summary.Traffic(null, List.of(), null, null), List.of());
    }

    private List<Verdict> verdicts() {
        var met = millis < 500 ? VerdictOutcome.MET : VerdictOutcome.MISSED;
        return fewSamples
                ? List.of(
                        Verdicts.latency(
                                request, Statistic.P95, 500L, millis, 40, VerdictOutcome.PRINTED, "few samples"),
                        Verdicts.notAudited("replays all refused", "no database", 40))
                : List.of(Verdicts.latency(request, Statistic.P95, 500L, millis, 200, met, ""));
    }

    private Summary summary(Summary.Traffic traffic, List<Verdict> verdicts) {
        return new Summary(
                new Summary.Identity(
                        scenario,
                        profile,
                        NAME.format(started).substring(0, 8) + "-3fa9c2",
                        invocation,
                        share == null ? null : "night-7",
                        share),
                Summaries.result(outcome, judged, reasons, verdicts),
                new Summary.Conditions(
                        host == null ? List.of() : List.of(host),
                        standIn,
                        targetVersion,
                        rehearsal,
                        started.toString(),
                        started.plusSeconds(603).toString(),
                        new Summary.Suite("1.0.0", commit, "3.15.1", "17.0.15"),
                        null),
                traffic,
                verdicts,
                new Summary.Observations(null, List.of(), List.of(), null, null, null, List.of()),
                new Summary.Remarks(null, List.of()));
    }

    /** Writes its folder, without a page. */
    public Path in(Path outputDir) throws IOException {
        var folder = PastRuns.folder(outputDir, scenario.replace("_", "") + "-" + NAME.format(started) + "123");
        SummaryFile.write(summary(), folder.resolve("summary.json"));
        return folder;
    }
}
