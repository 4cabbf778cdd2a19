package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorMonitorTest {

    @Test
    void looksAtThisProcess() {
        try (var generator = new GeneratorMonitor()) {
            generator.engineLag(7);
            generator.engineLag(3);
            generator.sample();
            var seen = generator.seen();

            assertThat(seen.cpuPercent()).singleElement().satisfies(cpu -> assertThat(cpu)
                    .isBetween(0.0, 100.0));
            assertThat(seen.systemCpuPercent()).hasSize(1);
            assertThat(seen.engineLagMillis()).containsExactly(7L);
            assertThat(seen.openFiles()).allMatch(files -> files > 0 && files < seen.mostOpenFiles());
        }
    }

    @Test
    void mergesPointsOfALongRunAndKeepsTheWorst() {
        try (var generator = new GeneratorMonitor()) {
            for (int second = 0; second < 4_001; second++) {
                generator.engineLag(second == 3_000 ? 900 : 1);
                generator.sample();
            }
            var seen = generator.seen();

            assertThat(seen.secondsPerPoint()).isEqualTo(4);
            assertThat(generator.lag()).isEqualTo(new Lateness(4_001, 1, 900));
            assertThat(seen.engineLagMillis()).hasSize(1_001).contains(900L, 1L);
            assertThat(seen.cpuPercent()).hasSize(1_001);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20, 60, 10,  100, nothing seen",
        "85, 90, 10,  100, it used 85 % of this machine's cores",
        "40, 97, 10,  100, everything on this machine together used 97 % of its cores",
        "20, 60, 700, 100, garbage collection took 700 ms in one second",
        "20, 60, 10,  900, it held 900 of at most 1000 files open",
    })
    void saysWhatKeptItFromItsWork(double cpu, double system, long gc, long files, String said) {
        var health = new GeneratorHealth(
                "2030-01-31T12:00:00Z",
                1,
                List.of(10.0, cpu),
                List.of(10.0, system),
                List.of(0L, gc),
                List.of(0L, 0L),
                List.of(1L, files),
                1_000L);

        assertThat(health.likelyCauses()).startsWith(said);
    }

    /** The start of a run always uses all cores; that does not explain a timer that is late a minute later. */
    @Test
    void looksAtTheTimeWhenItWasLate() {
        var health = new GeneratorHealth(
                "2030-01-31T12:00:00Z",
                1,
                List.of(100.0, 5.0, 5.0, 90.0, 5.0),
                List.of(100.0, 5.0, 5.0, 95.0, 5.0),
                List.of(0L, 0L, 0L, 0L, 0L),
                List.of(0L, 0L, 0L, 0L, 300L),
                List.of(),
                null);

        assertThat(health.likelyCauses()).isEqualTo("it used 90 % of this machine's cores");
    }

    @Test
    void saysNothingOfWhatTheSystemDoesNotTell() {
        var health = new GeneratorHealth(
                "2030-01-31T12:00:00Z", 1, List.of(), List.of(), List.of(), List.of(), List.of(), null);

        assertThat(health.likelyCauses()).startsWith("nothing seen");
    }

    @Test
    void aStallIsLateInAllItsSeconds() {
        try (var generator = new GeneratorMonitor()) {
            for (int second = 0; second < 60; second++) {
                generator.engineLag(second == 30 ? 10_250 : 100);
                generator.sample();
            }
            assertThat(generator.lag()).isEqualTo(new Lateness(60, 11, 10_250));
        }
    }
}
