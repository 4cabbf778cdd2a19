package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.DataFormatException;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.Await;
import loadtest.testing.EngineReport;
import loadtest.testing.SharedTrial;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes share a run on one target, and a merge makes one run of what they left. */
class MergeIT {
    private final String group = "group-" + UUID.randomUUID();

    @TempDir
    Path folder;

    /** Their length is given to them alone, as on the command line. */
    @Tag("more-runs")
    @Test
    void twoSharesBecomeOneRunThatIsJudgedAsAny() throws Exception {
        var variables = StagingDeployment.reseeded();
        var load = "hold 10 per second for 60 s";
        var shared = new SharedTrial(2, group, () -> redeems(variables, load).property("length", "3 s"));
        var shares = shared.results();

        assertThat(shares).allSatisfy(MergeIT::assertRecorded);

        var merged = redeems(variables, load).merging(shared.gather(folder)).run();

        assertThat(merged.exit()).as(merged.output()).isZero();
        assertThat(outcome(merged)).isEqualTo("PASSED");
        assertOfAllSamples(merged, shares);
        var summary = merged.summary().orElseThrow();
        assertThat(summary.at("/load/planned").asLong()).isEqualTo(30);
        assertThat(summary.at("/load/started").asLong()).isEqualTo(30);
        assertThat(actual(merged, "every accepted redeem persisted")).startsWith("30 accepted, 30 vouchers redeemed");
        assertThat(actual(merged, "all shares of one run")).isEqualTo("2 shares");
        assertThat(summary.path("machines")).hasSize(2);
        assertThat(summary.at("/machines/1/share").asText()).isEqualTo("2/2");
        assertThat(summary.at("/machines/1/requests").asLong())
                .isEqualTo(shares.get(1)
                        .summary()
                        .orElseThrow()
                        .at("/overall/count")
                        .asLong());
        assertThat(merged.files("verdict.html")).singleElement().asString().contains("<h2>Machines</h2>");
        assertThat(merged.files("junit.xml")).singleElement().asString().contains("failures=\"0\" errors=\"0\"");
        assertThat(merged.files("readiness.md")).hasSize(1);
    }

    @Tag("more-runs")
    @Test
    void fourProcessesDispatchTenThousandTargetsEachExactlyOnce() throws Exception {
        var variables = StagingDeployment.reseeded();
        var shared = new SharedTrial(4, group, () -> campaign(variables, 10_000));
        var shares = shared.results();
        assertThat(shares).allSatisfy(MergeIT::assertRecorded);

        var merged = campaign(variables, 10_000).merging(shared.gather(folder)).run();

        assertThat(merged.exit()).as(merged.output()).isZero();
        assertOfAllSamples(merged, shares);
        assertThat(actual(merged, "every target dispatched exactly once"))
                .startsWith("10000 of 10000 taken over")
                .endsWith("recorded in the database: 10000");
        assertThat(actual(merged, "no target sent to twice")).startsWith("0 batches taken twice");
        var answers = shares.stream().mapToLong(MergeIT::answers).sum();
        assertThat(answers(merged)).isEqualTo(answers);
    }

    /** Both write to one file, as machines do that share a disk. A merge needs no more than the shares' own folders. */
    @Tag("more-runs")
    @Test
    void answersThatAreLoggedElsewhereAreJoinedAndThoseOfALostFileMissed() throws Exception {
        var variables = StagingDeployment.reseeded();
        var log = folder.resolve("trail.ndjson");
        var shared =
                new SharedTrial(2, group, () -> campaign(variables, 2_000).with("PERF_RESPONSE_LOG", log.toString()));
        var shares = shared.results();
        assertThat(shares).allSatisfy(MergeIT::assertRecorded);
        var written = Files.readAllLines(log);
        var gathered = shared.gather(folder.resolve("shares"));

        var merged = campaign(variables, 2_000)
                .with("PERF_RESPONSE_LOG", "/proc/nowhere/trail.ndjson")
                .merging(gathered)
                .run();

        assertThat(merged.exit()).as(merged.output()).isZero();
        assertThat(Files.readAllLines(merged.file("responses.ndjson")))
                .hasSizeGreaterThanOrEqualTo(4)
                .containsExactlyInAnyOrderElementsOf(written);
        assertThat(Files.readAllLines(log)).as("a merge adds nothing").isEqualTo(written);

        var lost = shares.get(1).file("responses.ndjson");
        Files.delete(gathered.resolve("artifact-2")
                .resolve(shares.get(1).folder().resolve("results").relativize(lost)));
        var torn = campaign(variables, 2_000).merging(gathered).run();

        assertThat(torn.exit()).as(torn.output()).isEqualTo(2);
        assertThat(outcome(torn)).isEqualTo("INVALID");
        assertThat(actual(torn, "every share recorded to its end"))
                .startsWith("share 2/2 in ")
                .contains(" is torn: 0 of ", " lines of responses.ndjson are there");
    }

    @Tag("more-runs")
    @Test
    void ofFourSharesOneIsKilledMidwayAndTheMergeFailsWithWhatIsThere() throws Exception {
        var variables = StagingDeployment.reseeded();
        var load = "hold 20 per second for 8 s";
        var shared = new SharedTrial(4, group, () -> redeems(variables, load));
        Await.until(Duration.ofSeconds(60), () -> shared.share(3).output().contains("> POST /redeem"));
        Thread.sleep(2_500); // a part of its load
        shared.process(3).destroyForcibly();
        var shares = shared.results();

        var merged = redeems(variables, load).merging(shared.gather(folder)).run();

        assertThat(merged.exit()).as(merged.output()).isEqualTo(2);
        assertThat(outcome(merged)).isEqualTo("INVALID");
        assertThat(merged.linesOfStackTraces()).isEmpty();
        var killed = folder.resolve("artifact-3");
        assertThat(actual(merged, "every share recorded to its end"))
                .contains("share 3/4 in " + killed, "has no end: it was killed", "is torn");
        assertThat(actual(merged, "every accepted redeem persisted"))
                .isEqualTo("could not be audited: nobody knows what share 3/4 was answered: it left no ledger");
        var whole = List.of(shares.get(0), shares.get(1), shares.get(3)).stream()
                .mapToLong(share -> share.request("POST /redeem").path("count").asLong())
                .sum();
        assertThat(merged.request("POST /redeem").path("count").asLong())
                .as("what the killed one sent before is counted, too")
                .isBetween(whole + 1, 160L);
        assertThat(merged.summary().orElseThrow().at("/machines/2/requests").isNull())
                .isTrue();
    }

    private static Trial redeems(Map<String, String> variables, String load) throws Exception {
        return new Trial(StationRedeemPeak.class)
                .patient()
                .scenarioFile("throughput", null)
                .profile("ci", load, Map.of("any-length", true))
                .with(variables);
    }

    private static Trial campaign(Map<String, String> variables, int targets) throws Exception {
        return new Trial(CampaignBulkSend.class)
                .patient()
                .scenarioFile("throughput", null)
                .scenarioFile("abort", null)
                .profile("ci", "at-once 8 users", Map.of("targets", targets))
                .with(variables)
                .with("PERF_CAMPAIGN_TARGETS_PER_MIN", "1000000")
                .with("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "500")
                .with("PERF_CAMPAIGN_WAIT_MIN", "0")
                .with("PERF_CAMPAIGN_WAIT_MAX", "0");
    }

    /** On a busy machine a share may begin late, which it says; what it recorded counts all the same. */
    private static void assertRecorded(TrialResult share) {
        assertThat(share.reasons()).as(share.output()).allMatch(reason -> reason.startsWith("load begun as planned"));
        assertThat(share.summary().orElseThrow().path("judged").asBoolean()).isTrue();
    }

    /** Counts, times and codes of the merge are those of all shares, in our summary and in Gatling's report. */
    private static void assertOfAllSamples(TrialResult merged, List<TrialResult> shares) throws IOException {
        var engine =
                EngineReport.rows(Files.readString(merged.file("summary.json").resolveSibling("index.html")));
        for (var request : merged.summary().orElseThrow().path("requests")) {
            var name = request.path("name").asText();
            var parts = shares.stream().flatMap(share -> part(share, name)).toList();
            for (var figure : List.of("count", "ok", "ko")) {
                assertThat(request.path(figure).asLong())
                        .as("%s of %s", figure, name)
                        .isEqualTo(parts.stream()
                                .mapToLong(one -> one.path(figure).asLong())
                                .sum());
            }
            assertThat(request.path("p95").asLong()).isEqualTo(percentile(parts, 95));
            assertThat(request.path("p50").asLong()).isEqualTo(percentile(parts, 50));
            assertThat(engine.get(name).count()).isEqualTo(request.path("count").asLong());
            assertThat(engine.get(name).ko()).isEqualTo(request.path("ko").asLong());
            assertThat(engine.get(name).max()).isEqualTo(request.path("max").asLong());
        }
    }

    private static Stream<JsonNode> part(TrialResult share, String name) {
        return StreamSupport.stream(
                        share.summary().orElseThrow().path("requests").spliterator(), false)
                .filter(request -> request.path("name").asText().equals(name));
    }

    /** Of the histograms that the shares' own summaries hold. */
    private static long percentile(List<JsonNode> parts, double percentile) {
        var all = new Histogram(1, 3_600_000, 3);
        parts.forEach(part -> all.add(histogram(part.path("histogram").asText())));
        return Math.min(
                all.getValueAtPercentile(percentile),
                parts.stream()
                        .mapToLong(part -> part.path("max").asLong())
                        .max()
                        .orElseThrow());
    }

    private static Histogram histogram(String encoded) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static String outcome(TrialResult result) {
        return result.summary().orElseThrow().path("outcome").asText();
    }

    private static String actual(TrialResult result, String promise) {
        return result.verdict(promise).path("actual").asText();
    }

    /** The lines of its log of answers. */
    private static long answers(TrialResult result) {
        try {
            return result.files("responses.ndjson").stream()
                    .flatMap(String::lines)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
