package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import loadtest.target.ScenarioFile;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;

class RateFitTest {
    private static final ScenarioFile FILE = Scenarios.onClassPath().file("api_smoke");

    @Test
    void countsAccountsByTheBusiestMinute() {
        var ci = FILE.profiles().named("ci").orElseThrow();
        var ramp = FILE.profiles().named("ramp").orElseThrow();

        assertThat(RateFit.of(FILE, ci, 60, 1).describe())
                .isEqualTo("40 limited calls in the busiest minute at 60 per account need 1, and 1 are given");
        assertThat(RateFit.of(FILE, ramp, 60, 14).describe())
                .isEqualTo("900 limited calls in the busiest minute at 60 per account need 15, and 14 are given");
        assertThat(RateFit.of(FILE, ramp, 60, 14).fits()).isFalse();
        assertThat(RateFit.of(FILE, ramp, 60, 15).fits()).isTrue();
    }

    @Test
    void keepsHalfOfWhatTheAccountsCarryInReserve() {
        assertThat(new RateFit(60, 60, 1).share()).isEqualTo(0.5);
        assertThat(new RateFit(60, 60, 2).share()).isEqualTo(1);
    }
}
