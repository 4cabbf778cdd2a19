package loadtest.load;

import static loadtest.testing.DataFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads whose arrival rate is raised in steps, and loads that may have any length. */
class ClimbTest {
    private static final String CLIMB = "open = \"climb 5 to 20 per second by 5, each for 10 s\", settles = 2 s";

    @TempDir
    Path folder;

    @Test
    void aClimbHoldsEachOfItsRates() throws IOException {
        var climb = profile(folder, CLIMB);

        assertThat(climb.climbs()).isTrue();
        assertThat(climb.gatesLatency()).isFalse();
        assertThat(climb.length()).isEqualTo(Duration.ofSeconds(40));
        assertThat(climb.plannedUsers()).hasValue(50 + 100 + 150 + 200);
        assertThat(climb.levels())
                .containsExactly(
                        new Level(5, Duration.ofSeconds(2), Duration.ofSeconds(10), 40),
                        new Level(10, Duration.ofSeconds(12), Duration.ofSeconds(20), 80),
                        new Level(15, Duration.ofSeconds(22), Duration.ofSeconds(30), 120),
                        new Level(20, Duration.ofSeconds(32), Duration.ofSeconds(40), 160));
        assertThat(climb.describe())
                .isEqualTo(
                        "climb 5 to 20 per second by 5, each for 10 s (500 users, each step judged after its first 2 s)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "climb 30 to 300 per minute by 30, each for 1 minute | 10 | 5",
                "climb 0.1 to 0.3 per second by 0.1, each for 20 s   | 3  | 0.3",
                "climb 5 to 22 per second by 5, each for 10 s        | 4  | 20",
                "climb 5 to 5 per second by 1, each for 10 s         | 1  | 5",
            })
    void readsEveryFormOfAClimb(String sentence, int steps, double ceiling) throws IOException {
        var levels =
                profile(folder, "open = \"" + sentence + "\", settles = 1 s").levels();

        assertThat(levels).hasSize(steps);
        assertThat(levels.get(steps - 1).perSecond()).isCloseTo(ceiling, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open = \"climb 5 to 4 per second by 1, each for 10 s\"                    | open is 'climb",
                "open = \"climb 0 to 4 per second by 1, each for 10 s\"                    | open is 'climb",
                "open = \"climb 1 to 400 per second by 1, each for 10 s\"                  | open is 'climb",
                "open = \"climb 1 to 4 per second by 0, each for 10 s\"                    | open is 'climb",
                "open = \"climb 1 to 4 per second by 1, each for 10\"                      | open is 'climb",
                "open = \"climb 1 to 4 per hour by 1, each for 10 s\"                      | open is 'climb",
                "open = [\"hold 1 per second for 5 s\", \"climb 1 to 4 per second by 1, each for 10 s\"] | or alone 'climb",
                "open = \"climb 0.01 to 4 per second by 1, each for 10 s\", settles = 1 s | a step that starts somebody",
                "closed = \"climb 1 to 4 per second by 1, each for 10 s\"                  | closed is 'climb",
                "open = \"climb 1 to 4 per second by 1, each for 10 s\"                    | settles is nothing; valid: the time of each step",
                "open = \"climb 1 to 4 per second by 1, each for 10 s\", settles = 10 s    | settles is '10 s'; valid: the time of each step",
                "open = \"hold 1 per second for 10 s\", settles = 1 s                      | settles is '1 s'; valid: nothing: only the steps",
                "open = \"climb 1 to 4 per second by 1, each for 10 s\", settles = 1 s, gates-latency = true | gates-latency is 'true'; valid: nothing beside",
                "open = \"climb 1 to 4 per second by 1, each for 10 s\", settles = 1 s, any-length = true | any-length is 'true'; valid: nothing beside",
                "open = \"at-once 4 users\", any-length = true                             | any-length is 'true'; valid: false",
                "open = \"at-once 4 users\", judges-drift = true                           | judges-drift is 'true'; valid: false",
            })
    void refusesWhatCannotBeMeant(String lines, String why) {
        assertThatThrownBy(() -> profile(folder, lines))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void climbsAsFarAsItIsCarried() throws IOException {
        var climb = profile(folder, CLIMB);
        var lower = climb.upTo(part -> part.plannedUsers().orElseThrow() <= 310, "fixtures");

        assertThat(lower.levels()).extracting(Level::perSecond).containsExactly(5.0, 10.0, 15.0);
        assertThat(lower.plannedUsers()).hasValue(300);
        assertThat(lower.ceilingBy()).isEqualTo("fixtures");
        assertThat(lower.sentences())
                .containsExactly("climb 5 to 20 per second by 5, each for 10 s, its first 3 steps alone");
        assertThat(climb.upTo(part -> true, "fixtures")).isEqualTo(climb);
        assertThatThrownBy(() -> climb.upTo(part -> part.plannedUsers().orElseThrow() <= 49, "49 vouchers"))
                .isInstanceOf(BadInput.class)
                .hasMessage("profile local cannot climb, since its first step is too much for 49 vouchers");
    }

    @Test
    void onlyAClimbIsLowered() throws IOException {
        var hold = profile(folder, "open = \"hold 1 per second for 60 s\"");

        assertThat(hold.upTo(part -> false, "nothing")).isEqualTo(hold);
        assertThat(hold.levels()).isEmpty();
    }

    @Test
    void aLoadOfAnyLengthKeepsItsRates() throws IOException {
        var soak = profile(
                folder,
                "any-length = true\nopen = [\"ramp 0 to 2 per second for 1 minute\", \"hold 2 per second for 59 minutes\"]");
        var brief = soak.lasting(Duration.ofSeconds(120));

        assertThat(soak.anyLength()).isTrue();
        assertThat(brief.length()).isEqualTo(Duration.ofSeconds(120));
        assertThat(brief.sentences()).containsExactly("ramp 0 to 2 per second for 2 s", "hold 2 per second for 118 s");
        assertThat(brief.plannedUsers()).hasValue(2 + 236);
    }

    @ParameterizedTest
    @CsvSource({"hold 1 per minute for 60 minutes, 20, 20 s", "hold 5000 per second for 1 minute, 7200, 7200 s"})
    void aLengthMustBePossible(String sentence, long seconds, String found) throws IOException {
        var soak = profile(folder, "open = \"" + sentence + "\", any-length = true");

        assertThatThrownBy(() -> soak.lasting(Duration.ofSeconds(seconds)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "PERF_LOAD_LENGTH: found '" + found + "'; valid: a time in which somebody arrives");
    }
}
