package loadtest.testing;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.report.summary.FailureSummary;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.Summary;
import loadtest.report.summary.Trace;

/** The failed samples of {@link SampleRuns}. */
public final class SampleFailures {
    private SampleFailures() {}

    static List<FailureSummary> of(List<RequestSummary> requests) {
        return requests.stream().flatMap(SampleFailures::failures).toList();
    }

    /** A failed run, in which the requests failed that these lead to. */
    public static Summary of(Trace... traces) {
        var run = SampleRuns.blown();
        var seen = run.observations();
        return SampleRuns.with(
                run,
                new Summary.Observations(
                        seen.timeline(),
                        seen.slowest(),
                        List.of(failure(Stream.of(traces))),
                        seen.resources(),
                        seen.database(),
                        seen.generator(),
                        seen.abort()));
    }

    /** The first three and the last of each reason. */
    private static Stream<FailureSummary> failures(RequestSummary request) {
        return request.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(failure -> {
                    var answered = failure.getKey().startsWith("status");
                    return new FailureSummary(
                            request.name(),
                            failure.getKey(),
                            answered ? "503 where 200 was expected" : failure.getKey(),
                            failure.getValue(),
                            Stream.of(0, 1, 2, 41)
                                    .map(n -> failed(n, trace(800 + n), answered))
                                    .toList());
                });
    }

    private static FailureSummary failure(Stream<Trace> traces) {
        var samples = traces.map(trace -> failed(0, trace, true)).toList();
        return new FailureSummary(
                "POST /redeem",
                "status.find.in(200), found 503",
                "503 where 200 was expected",
                samples.size(),
                samples);
    }

    private static FailureSummary.Failed failed(int n, Trace trace, boolean answered) {
        return new FailureSummary.Failed(
                SampleRuns.START.plus(300_000 + 1_137L * n, ChronoUnit.MILLIS).toString(),
                answered ? 31 + n : 30_000,
                answered ? 503 : null,
                trace,
                Map.of("voucherId", String.format(Locale.ROOT, "0a1f2c3d-4e5f-6a7b-8c9d-%012d", n)),
                answered ? "{\"error\":\"overloaded\",\"message\":\"<b>connection pool exhausted</b>\"}" : "");
    }

    static Trace trace(int n) {
        var id = "20300131T140000-3fa9c2-" + n;
        return new Trace(id, "cf-ray 8f1a2b3c" + n + "-AMS", null);
    }
}
