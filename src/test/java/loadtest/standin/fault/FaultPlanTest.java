package loadtest.standin.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
    /** A plan with this fault alone, in its second line. */
    private static FaultPlan plan(String fault) {
        return FaultPlan.parse("faults {\n x { " + fault + " }\n}", "plan");
    }

    private static Fault fault(String fault) {
        return plan(fault).faults().get(0);
    }

    @Test
    void everyWordIsRead() {
        var plan = FaultPlan.parse("""
                seed = 7
                clock = first-request
                token-lifetime = 30 s
                rate-limits { agent-api { calls = 5, window = 10 s }, dispatcher { calls = 2 } }
                faults {
                  late { endpoints = "POST /redeem", latency { constant = 20 ms }, from = 1 s, for = 2 s, share = 2.5 % }
                  sick { endpoints = ["/functions/v1/*", GET voucher pdf], status = 429, retry-after = 3 s, every = 4, at-most = 2 }
                  lost { endpoints = "POST /redeem", drop = answer, reset = true }
                  drip { endpoints = "*", body = slow, over = 1 s }
                  still { freeze = true, from = 5 s, for = 2 s }
                  waba { waba-429 = 5 % }
                  twice { bug = redeem-without-state-check }
                }
                """, "plan");

        assertThat(plan.seed()).contains(7);
        assertThat(plan.fromFirstRequest()).isTrue();
        assertThat(plan.tokenLifetime()).contains(Duration.ofSeconds(30));
        assertThat(plan.allowances())
                .isEqualTo(Map.of(
                        "agent-api", new FaultPlan.Allowance(5, Duration.ofSeconds(10)),
                        "dispatcher", new FaultPlan.Allowance(2, Duration.ofMinutes(1))));
        var faults = plan.faults();
        assertThat(faults)
                .extracting(Fault::name)
                .containsExactly("late", "sick", "lost", "drip", "still", "waba", "twice");
        assertThat(faults.get(0).chance()).isEqualTo(new Chance(0.025, 1, Integer.MAX_VALUE));
        assertThat(faults.get(0).isAt(Duration.ofMillis(999))).isFalse();
        assertThat(faults.get(0).isAt(Duration.ofMillis(1_000))).isTrue();
        assertThat(faults.get(0).isAt(Duration.ofMillis(3_000))).isFalse();
        assertThat(faults.get(1).endpoints())
                .containsExactly("POST /functions/v1/archive-sync", "POST /functions/v1/telemetry-sync", Endpoints.PDF);
        assertThat(faults.get(1).effect())
                .contains(new Effect.Status(429, Optional.of(Duration.ofSeconds(3)), RetryForm.SECONDS));
        assertThat(faults.get(1).chance()).isEqualTo(new Chance(1, 4, 2));
        assertThat(faults.get(2).effect()).contains(new Effect.Drop(true, true));
        assertThat(faults.get(3).endpoints()).isEqualTo(Endpoints.ALL);
        assertThat(faults.get(3).effect()).contains(new Effect.SlowBody(Duration.ofSeconds(1)));
        assertThat(faults.get(4).effect()).contains(new Effect.Freeze());
        assertThat(faults.get(5).effect()).contains(new Effect.WabaRateLimit(0.05));
        assertThat(faults.get(6).endpoints()).containsExactly("POST /redeem", "POST /api/station/redeem");
        assertThat(plan.has(Bug.REDEEM_WITHOUT_STATE_CHECK)).isTrue();
        assertThat(plan.has(Bug.PDF_IS_NONE)).isFalse();
    }

    @Test
    void jsonIsAPlanToo() {
        var plan = FaultPlan.parse("""
                {"faults": {"x": {"endpoints": ["POST /redeem"], "status": 500, "share": "5 %"}}}""", "plan");

        assertThat(plan.faults().get(0).chance().share()).isEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            endpoints = "POST /redeem"                                  | x is | latency, or one of status, drop, body, freeze, waba-429, bug
            endpoints = "POST /redem", status = 500                     | endpoints is 'POST /redem' | a pattern such as "/functions/v1/*" or "*", GET voucher image
            endpoints = ["POST /redeem", "/x"], status = 500            | endpoints is | POST /campaigns
            status = 500                                                | endpoints is nothing | POST /redeem
            endpoints = "*", status = 200                               | status is '200' | 400 to 599
            endpoints = "*", status = often                             | status is 'often' | a whole number
            endpoints = "*", status = 500, drop = request               | drop is 'request' | one effect for each fault
            endpoints = "*", stattus = 500                              | unknown word 'stattus' | endpoints, from, for
            endpoints = "*", status = 500, share = 5                    | share is '5' | such as 5 %
            endpoints = "*", status = 500, share = 101 %                | share is '101 %' | up to 100 %
            endpoints = "*", status = 500, share = 5 %, every = 2       | every is '2' | either share
            endpoints = "*", status = 500, every = 0                    | every is '0' | from 1
            endpoints = "*", status = 500, at-most = 0                  | at-most is '0' | from 1
            endpoints = "*", status = 500, from = soon                  | from is 'soon' | durations such as
            endpoints = "*", status = 500, for = 0 s                    | for is '0 s' | a duration such as
            endpoints = "*", drop = request, retry-after = 1 s          | retry-after is '1 s' | only beside status
            endpoints = "*", status = 429, retry-after-as = date        | retry-after-as is 'date' | only beside retry-after
            endpoints = "*", status = 429, retry-after = 1 s, retry-after-as = soon | retry-after-as is 'soon' | seconds, date, rfc850-date, asctime-date
            endpoints = "*", status = 500, reset = true                 | reset is 'true' | only beside drop or body = truncated
            endpoints = "*", body = slow, over = 1 s, reset = true      | reset is 'true' | only beside drop or body = truncated
            endpoints = "*", drop = request, reset = maybe              | reset is 'maybe' | true
            endpoints = "*", drop = later                               | drop is 'later' | request, answer
            endpoints = "*", body = wrong                               | body is 'wrong' | truncated, malformed, slow
            endpoints = "*", body = slow                                | over is nothing | such as 2 s
            endpoints = "*", body = malformed, over = 1 s               | over is '1 s' | only beside body = slow
            endpoints = "*", latency { constant = 99999999999 days }    | constant is '99999999999 days' | a day at the most
            endpoints = "*", status = 500, for = 2 days                 | for is '2 days' | a day at the most
            freeze = true                                               | for is nothing | such as 2 s
            freeze = true, for = 1 s, share = 5 %                       | share is '5 %' | a freeze holds every answer
            freeze = true, for = 1 s, endpoints = "*"                   | endpoints is '*' | has its own
            waba-429 = some                                             | waba-429 is 'some' | such as 5 %
            bug = none                                                  | bug is 'none' | redeem-without-state-check, redeem-not-persisted, dispatcher-loses-targets
            bug = pdf-is-none, endpoints = "*"                          | endpoints is '*' | GET /api/vouchers/:id/voucher.pdf
            endpoints = "*", latency = 5 s                              | latency is '5 s' | a block
            endpoints = "*", latency { }                                | latency is | constant, uniform, lognormal, values
            endpoints = "*", latency { normal = 5 s }                   | unknown word 'normal' | constant, uniform
            endpoints = "*", latency { constant = -1 s }                | constant is '-1 s' | durations
            endpoints = "*", latency { constant = 1 s, values = [1 s] } | valid: one of constant | uniform
            endpoints = "*", latency { uniform = [2 s, 1 s] }           | uniform is | the shortest and the longest
            endpoints = "*", latency { uniform = 1 s }                  | uniform is '1 s' | the shortest and the longest
            endpoints = "*", latency { lognormal { p50 = 2 s, p95 = 1 s } } | p95 is '1 s' | a longer p95
            endpoints = "*", latency { lognormal { median = 2 s } }     | median is '2 s' | sigma
            endpoints = "*", latency { lognormal { median = 2 s, sigma = 0 } } | is | sigma above 0
            endpoints = "*", latency { values = [] }                    | values is '[]' | at least one
            endpoints = "*", latency { values = [1 s], weights = [1, 2] } | weights is '[1, 2]' | as many as there are values, 1
            endpoints = "*", latency { values = [1 s], weights = [x] }  | weights is '[x]' | numbers from 0
            endpoints = "*", latency { values = [1 s], weights = [0] }  | weights is '[0]' | at least one above 0
            endpoints = "*", latency { constant = 1 s, weights = [1] }  | weights is | only beside values
            """)
    void aWrongFaultIsOneLineThatNamesPlaceAndWhatIsValid(String fault, String found, String valid) {
        assertThatThrownBy(() -> plan(fault))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("plan line 2: ")
                .hasMessageContaining(found)
                .hasMessageContaining(valid)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                          | faults is nothing; valid: at least one fault
            faults {}                                   | at least one fault
            fault { }                                   | plan line 1: unknown word 'fault'; valid: seed, clock, rate-limits, token-lifetime, faults
            seed = x, rate-limits.dispatcher.calls = 1  | seed is 'x'; valid: a whole number
            clock = now, rate-limits.dispatcher.calls=1 | clock is 'now'; valid: arrival, first-request
            rate-limits { users { calls = 1 } }         | unknown word 'users'; valid: agent-api, dispatcher
            rate-limits { dispatcher { } }              | dispatcher is '{}'; valid: { calls = 10, window = 60 s }
            rate-limits { dispatcher { calls = 0 } }    | calls is '0'; valid: a whole number from 1
            faults { x = 1 }                            | x is '1'; valid: a block { ... }
            faults {                                    | plan: not HOCON
            include "/etc/hostname"                     | include is not allowed here
            include file("/etc/hostname")               | include is not allowed here
            include url("http://127.0.0.1:1/")          | include is not allowed here
            x = ${HOME}                                 | plan line 1: x refers to something else
            clock = arrival, clock = first-request      | plan line 1: clock is written twice
            faults { a { status = 500 }, a { status = 501 } } | plan line 1: faults.a is written twice
            seed = 1.5, rate-limits.dispatcher.calls = 1 | seed is '1.5'; valid: a whole number
            seed = null, rate-limits.dispatcher.calls = 1 | plan line 1: seed is null
            """)
    void aWrongPlanIsOneLine(String text, String message) {
        assertThatThrownBy(() -> FaultPlan.parse(text, "plan"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatCannotBeReadIsOneLine(@TempDir Path folder) throws Exception {
        var nowhere = folder.resolve("no.conf");
        var binary = Files.write(folder.resolve("binary.conf"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> FaultPlan.read(nowhere))
                .isInstanceOf(BadInput.class)
                .hasMessage(nowhere + ": the fault plan cannot be read; is there such a file?");
        assertThatThrownBy(() -> FaultPlan.read(binary))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not a text");
    }

    @Test
    void endpointsGoByNamePathAndPattern() {
        assertThat(Endpoints.matching("GET voucher image")).containsExactly(Endpoints.IMAGE);
        assertThat(Endpoints.matching("POST /redeem")).containsExactly("POST /redeem");
        assertThat(Endpoints.matching("/redeem")).containsExactly("POST /redeem");
        assertThat(Endpoints.matching("GET /api/vouchers/*")).containsExactly(Endpoints.IMAGE, Endpoints.PDF);
        assertThat(Endpoints.matching("*/redeem")).isEqualTo(Endpoints.REDEEM);
        assertThat(Endpoints.matching("post /redeem")).isEmpty();
        assertThat(Endpoints.matching("/redeem.*")).isEmpty();
        assertThat(fault("endpoints = [\"*\", \"/redeem\"], status = 500").endpoints())
                .isEqualTo(Endpoints.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{ a : ", "a."})
    void aPlanThatNestsWithoutEndIsOneLine(String level) {
        assertThatThrownBy(() -> FaultPlan.parse(level.repeat(20_000) + "a = 1", "plan"))
                .isInstanceOf(BadInput.class)
                .message()
                .startsWith("plan: ")
                .hasLineCount(1);
    }
}
