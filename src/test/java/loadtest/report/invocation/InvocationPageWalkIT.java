package loadtest.report.invocation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import loadtest.report.Invocation;
import loadtest.report.RunFolder;
import loadtest.report.summary.Summary;
import loadtest.testing.BrowserWalk;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a command and the links on the pages of its runs, as readers use them. */
@Tag("browser")
class InvocationPageWalkIT {
    private static final Invocation MAVEN = new Invocation(Instant.parse("2030-01-31T12:00:00Z"), 4711);

    @TempDir
    Path output;

    @Test
    void itCanBeReadInEveryWidthAndColourAndByKeyboard() throws Exception {
        ended("api_smoke", "smoke-20300131140000000", SampleRuns.green());
        ended("station_redeem_peak", "redeem-20300131141000000", SampleRuns.blown());
        begin("campaign_bulk_send").leftOut("is not configured: PERF_CAMPAIGN_DISPATCH_URL");
        begin("voucher_preview_spike");
        ended(
                "agent_journeys",
                "agents-20300131142000000",
                SampleRuns.notRun("cannot run: PERF_BASE_URL: " + "x".repeat(90)));
        var file = begin("agent_journeys");
        InvocationPages.update(file, Set.of("campaign_bulk_send", "voucher_preview_spike", "never_begun"), true);

        BrowserWalk.page(file.folder().resolve("command.html").toUri().toString());
        BrowserWalk.page(
                output.resolve("redeem-20300131141000000/verdict.html").toUri().toString());
    }

    private void ended(String scenario, String name, Summary summary) throws Exception {
        RunFolder.write(summary, output.resolve(name));
        begin(scenario).ended(output.resolve(name));
    }

    private InvocationFile begin(String scenario) throws Exception {
        return InvocationFile.begin(output, MAVEN, scenario, "run-of-" + scenario, Set.of());
    }
}
