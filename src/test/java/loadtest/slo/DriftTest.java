package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import loadtest.measure.RequestKey;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A load of 40 s, of which the first ten are compared with the last ten. */
class DriftTest {
    private static final long BEGIN = 1_893_585_600_000L;
    private static final String LIMITS =
            "drift { p95 = \"50 %\", p95-from = 50 ms, failed = \"0.5 %\", memory = \"20 %\", connections = 10 }";
    private static final ServerReadings NONE = ServerReadings.unknown("no metrics");

    private static final RequestKey TOKEN = new RequestKey(Samples.SCENARIO, "POST /token");

    @TempDir
    Path folder;

    private Drift drift(boolean gatesLatency) throws IOException {
        var limits = DriftLimits.read(DataFiles.of(folder, LIMITS)).orElseThrow();
        return new Drift(
                Samples.SCENARIO,
                limits,
                gatesLatency,
                Set.of(TOKEN),
                Duration.ofSeconds(40),
                () -> OptionalLong.of(BEGIN));
    }

    /** So many samples in the first and in the last, each of ten milliseconds. */
    private static void quarters(Drift drift, String request, int first, int last) {
        quarter(drift, request, 0, 10, first, 0);
        quarter(drift, request, 30, 10, last, 0);
    }

    private static void quarter(Drift drift, String request, int from, int millis, int samples, int failed) {
        for (int i = 0; i < samples; i++) {
            var at = BEGIN + 1000 * from + 9_000L * i / samples;
            drift.sample(Samples.at(at, request, millis, i < failed ? 503 : 200));
        }
    }

    private static Verdict verdict(Drift drift, String name, ServerReadings memory, ServerReadings connections) {
        return drift.promises(() -> true, () -> memory, () -> connections).entrySet().stream()
                .filter(entry -> Wording.name(entry.getKey()).equals(name))
                .map(entry -> entry.getValue().get())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 150, MET,    POST /redeem from 100 to 150 ms (+50 %)",
        "100, 151, MISSED, POST /redeem from 100 to 151 ms (+51 %)",
        "3,   52,  MET,    POST /redeem from 3 to 52 ms (+1633 %)",
        "3,   53,  MISSED, POST /redeem from 3 to 53 ms (+1667 %)",
        "200, 90,  MET,    POST /redeem from 200 to 90 ms (-55 %)",
    })
    void comparesTheP95OfTheLastQuarterWithTheFirst(int first, int last, VerdictOutcome outcome, String seen)
            throws IOException {
        var drift = drift(true);
        quarter(drift, "POST /redeem", 0, first, 100, 0);
        quarter(drift, "POST /redeem", 15, 5_000, 100, 0); // between the two
        quarter(drift, "POST /redeem", 30, last, 100, 0);
        var verdict = verdict(drift, "drift of p95", NONE, NONE);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.actual()).isEqualTo(seen);
        assertThat(verdict.limit()).isEqualTo("at most 50 % more");
        assertThat(verdict.samples()).isEqualTo(100);
        assertThat(verdict.note()).isEmpty();
    }

    @Test
    void theRequestThatChangedMostIsShown() throws IOException {
        var drift = drift(true);
        for (var request : List.of("GET /a", "GET /b")) {
            quarter(drift, request, 0, 100, 200, 0);
        }
        quarter(drift, "GET /a", 30, 170, 200, 0);
        quarter(drift, "GET /b", 30, 300, 200, 0);

        assertThat(verdict(drift, "drift of p95", NONE, NONE).actual()).isEqualTo("GET /b from 100 to 300 ms (+200 %)");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, MET, 0.00 to 0.50 %", "0, 2, MISSED, 0.00 to 1.00 %", "4, 2, MET, 2.00 to 1.00 %"})
    void comparesFailures(int first, int last, VerdictOutcome outcome, String seen) throws IOException {
        var drift = drift(false);
        quarter(drift, "POST /redeem", 0, 10, 200, first);
        quarter(drift, "POST /redeem", 30, 10, 200, last);
        var verdict = verdict(drift, "drift of failures", NONE, NONE);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.actual()).isEqualTo("POST /redeem from " + seen);
    }

    @Test
    void fewSamplesProveNothingWhereTheyHaveToDecide() throws IOException {
        var drift = drift(true);
        quarters(drift, "POST /redeem", 99, 99);

        assertThat(verdict(drift, "drift of p95", NONE, NONE)).satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MISSED);
            assertThat(verdict.note())
                    .isEqualTo("too few samples to judge, of 100 in each quarter: POST /redeem 99 and 99: a longer load"
                            + " has more (PERF_LOAD_LENGTH)");
        });
        assertThat(verdict(drift, "drift of failures", NONE, NONE).outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(verdict(drift(false), "drift of p95", NONE, NONE).outcome()).isEqualTo(VerdictOutcome.PRINTED);
    }

    @Test
    void aRareRequestIsNamedAndTheOthersDecide() throws IOException {
        var drift = drift(true);
        quarters(drift, "POST /redeem", 100, 100);
        quarter(drift, "POST /redeem (replay)", 0, 10, 2, 0);

        assertThat(verdict(drift, "drift of p95", NONE, NONE)).satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MET);
            assertThat(verdict.note())
                    .isEqualTo("too few samples to judge, of 100 in each quarter: POST /redeem (replay) 2 and 0");
        });
    }

    @Test
    void aRequestThatIsNoLongerAnsweredIsNotKept() throws IOException {
        var drift = drift(true);
        quarters(drift, "GET /a", 100, 100);
        quarter(drift, "GET /b", 0, 10, 100, 0);

        assertThat(verdict(drift, "drift of p95", NONE, NONE).outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(verdict(drift, "drift of failures", NONE, NONE).note())
                .isEqualTo("no longer sent as before, though others are: GET /b 100 and 0");
        assertThat(verdict(drift(false), "drift of p95", NONE, NONE).outcome()).isEqualTo(VerdictOutcome.PRINTED);
    }

    /** What three of four users send, and hardly anybody in the end, while as many users come. */
    @ParameterizedTest
    @CsvSource({"160, 79, MISSED", "160, 81, MET", "400, 150, MISSED"})
    void aRequestThatMostUsersNoLongerSendIsNotKept(int first, int last, VerdictOutcome outcome) throws IOException {
        var drift = drift(true);
        quarters(drift, "GET /a", 400, 400);
        quarters(drift, "GET /b", first, last);

        assertThat(verdict(drift, "drift of p95", NONE, NONE).outcome()).isEqualTo(outcome);
    }

    /** That it was the one which was sent most often does not excuse it. */
    @Test
    void theMostFrequentRequestIsExpectedByTheOthers() throws IOException {
        var drift = drift(true);
        quarters(drift, "GET /a", 400, 110);
        quarters(drift, "GET /b", 200, 200);

        assertThat(verdict(drift, "drift of p95", NONE, NONE).note())
                .isEqualTo("no longer sent as before, though others are: GET /a 400 and 110");
    }

    /** An answer that takes longer is asked for more often. */
    @Test
    void aRequestThatIsSentMoreOftenMakesNoUsers() throws IOException {
        var drift = drift(true);
        quarters(drift, "GET /a", 200, 200);
        quarters(drift, "GET /a/state", 100, 500);

        assertThat(verdict(drift, "drift of p95", NONE, NONE).outcome()).isEqualTo(VerdictOutcome.MET);
    }

    /** A token that many users share is minted at the beginning, and perhaps never again. */
    @Test
    void aRequestThatIsSentWhenNeededMayBeMissing() throws IOException {
        var drift = drift(true);
        quarters(drift, "GET /a", 200, 200);
        quarter(drift, TOKEN.name(), 0, 10, 200, 0);

        assertThat(verdict(drift, "drift of p95", NONE, NONE)).satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MET);
            assertThat(verdict.note())
                    .isEqualTo("too few samples to judge, of 100 in each quarter: POST /token 200 and 0");
        });
    }

    /** A load that ends with fewer users has fewer of each request. */
    @Test
    void fewerUsersSendFewerRequests() throws IOException {
        var drift = drift(true);
        for (var request : List.of("GET /a", "GET /b")) {
            quarter(drift, request, 0, 10, 300, 0);
        }
        quarter(drift, "GET /a", 30, 10, 100, 0);
        quarter(drift, "GET /b", 30, 10, 60, 0);

        assertThat(verdict(drift, "drift of p95", NONE, NONE)).satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MET);
            assertThat(verdict.note()).contains("GET /b 300 and 60");
        });
    }

    @Test
    void comparesWhatTheServerSays() throws IOException {
        var memory = new ServerReadings(List.of(1e9, 9e9, 1e9), List.of(8e8, 7.9e8, 7.9e8), "", "");
        var shared = new ServerReadings(memory.first(), memory.last(), "", "for information: shared");
        var connections = new ServerReadings(List.of(5.0, 5.0, 5.0), List.of(15.0, 15.0, 15.0), "", "");

        assertThat(verdict(drift(false), "drift of memory", memory, connections))
                .satisfies(verdict -> {
                    assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MISSED);
                    assertThat(verdict.actual()).isEqualTo("from 954 to 753 MB available");
                    assertThat(verdict.limit()).isEqualTo("at most 20 % less");
                });
        assertThat(verdict(drift(false), "drift of memory", shared, connections))
                .satisfies(verdict -> {
                    assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.PRINTED);
                    assertThat(verdict.note()).isEqualTo("for information: shared");
                });
        assertThat(verdict(drift(false), "drift of connections", memory, connections))
                .satisfies(verdict -> {
                    assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.MET);
                    assertThat(verdict.actual()).isEqualTo("from 5 to 15");
                    assertThat(verdict.limit()).isEqualTo("at most 10 more");
                });
    }

    @Test
    void whatTheServerDoesNotSayIsNotJudged() throws IOException {
        var few = new ServerReadings(List.of(1.0, 1.0), List.of(1.0, 1.0, 1.0), "", "");

        assertThat(verdict(drift(true), "drift of memory", NONE, few)).satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.PRINTED);
            assertThat(verdict.note()).isEqualTo("not judged: no metrics");
        });
        assertThat(verdict(drift(true), "drift of connections", NONE, few).note())
                .isEqualTo("not judged: 2 and 3 readings in the two quarters, of 3 in each");
    }

    @Test
    void aLoadThatWasCutOffHasNoLastQuarter() throws IOException {
        var drift = drift(true);

        assertThat(drift.promises(() -> false, () -> NONE, () -> NONE).values())
                .hasSize(4)
                .allSatisfy(judged -> {
                    assertThat(judged.get().outcome()).isEqualTo(VerdictOutcome.PRINTED);
                    assertThat(judged.get().note()).isEqualTo("the load was cut off");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drift { }                          | drift is",
                "drift { p95 = 100 }                | p95 is '100'; valid: a share",
                "drift { p96 = \"5 %\" }          | unknown word 'p96'; valid: p95, p95-from, failed, memory, connections",
                "drift { memory = 5 }               | memory is '5'; valid: a share",
                "drift { connections = many }       | connections is 'many'; valid: a count or a share",
                "drift { p95 = \"5 %\", p95-from = 31 s } | p95-from is '31 s'; valid: a limit that can be missed",
            })
    void refusesWhatCannotBeMeant(String text, String why) {
        assertThatThrownBy(() -> DriftLimits.read(DataFiles.of(folder, text)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(why);
    }

    @Test
    void withoutTheBlockNothingIsPromised() throws IOException {
        assertThat(DriftLimits.read(DataFiles.of(folder, "failed = 0"))).isEmpty();
    }
}
