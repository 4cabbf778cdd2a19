package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;

class RateFitTest {
    @Test
    void multipliesTheBusiestMinuteByTheLimitedCallsOfOneUser() {
        var file = Workload.simplest().file();
        var ramp = file.profiles().named("ramp").orElseThrow();

        assertThat(RateFit.of(file, ramp, 60, 3))
                .isEqualTo(new RateFit(ramp.busiestMinute() * file.limitedCallsPerUser(), 60, 3));
    }

    @Test
    void countsAccountsByTheBusiestMinute() {
        assertThat(new RateFit(40, 60, 1).describe())
                .isEqualTo("40 limited calls in the busiest minute at 60 per account need 1, and 1 are given");
        assertThat(new RateFit(900, 60, 14).describe())
                .isEqualTo("900 limited calls in the busiest minute at 60 per account need 15, and 14 are given");
        assertThat(new RateFit(900, 60, 14).fits()).isFalse();
        assertThat(new RateFit(900, 60, 15).fits()).isTrue();
    }

    @Test
    void keepsHalfOfWhatTheAccountsCarryInReserve() {
        assertThat(new RateFit(60, 60, 1).share()).isEqualTo(0.5);
        assertThat(new RateFit(60, 60, 2).share()).isEqualTo(1);
    }
}
