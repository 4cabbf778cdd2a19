package loadtest.scenario.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under the defaults, a throttle of 600 targets a minute, the stand-in throttles whatever is over 600. */
@Tag("more-runs")
class BacklogIT {

    @ParameterizedTest
    @CsvSource({
        "local, 400,  MET,     0.7 min (400 waiting)",
        "ci,    1400, MET,     2.3 min (1400 waiting)",
        "ramp,  9400, PRINTED, 15.7 min (9400 waiting)",
    })
    void noProfileOfTheCampaignIsGivenUp(String profile, long waiting, String outcome, String minutes)
            throws Exception {
        var run = new Trial(CampaignBulkSend.class)
                .patient()
                .property("profile", profile)
                .run();

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains(waiting + " waiting for the throttle");
        assertThat(verdict(run, "dispatcher backlog").path("outcome").asText()).isEqualTo(outcome);
        assertThat(verdict(run, "dispatcher backlog").path("actual").asText()).isEqualTo(minutes);
        assertThat(verdict(run, "targets rejected").path("actual").asText()).isEqualTo("0");
        assertThat(verdict(run, "POST /campaigns throughput").path("outcome").asText())
                .isEqualTo(profile.equals("local") ? "PRINTED" : "MET");
        assertThat(run.summary().orElseThrow().path("abort")).isNotEmpty().noneMatch(one -> one.path("reached")
                .asBoolean());
    }

    private static JsonNode verdict(TrialResult run, String name) {
        return StreamSupport.stream(run.summary().orElseThrow().path("verdicts").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
