package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateFitTest {
    @Test
    void countsAccountsByTheBusiestMinute() {
        var ci = Scenario.API_SMOKE.profiles().named("ci").orElseThrow();
        var ramp = Scenario.API_SMOKE.profiles().named("ramp").orElseThrow();

        assertThat(RateFit.of(Scenario.API_SMOKE, ci, 60, 1).describe())
                .isEqualTo("40 limited calls in the busiest minute at 60 per account need 1, and 1 are given");
        assertThat(RateFit.of(Scenario.API_SMOKE, ramp, 60, 14).describe())
                .isEqualTo("900 limited calls in the busiest minute at 60 per account need 15, and 14 are given");
        assertThat(RateFit.of(Scenario.API_SMOKE, ramp, 60, 14).fits()).isFalse();
        assertThat(RateFit.of(Scenario.API_SMOKE, ramp, 60, 15).fits()).isTrue();
    }

    @Test
    void keepsHalfOfWhatTheAccountsCarryInReserve() {
        assertThat(new RateFit(60, 60, 1).share()).isEqualTo(0.5);
        assertThat(new RateFit(60, 60, 2).share()).isEqualTo(1);
    }
}
