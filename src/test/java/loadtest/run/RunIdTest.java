package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunIdTest {
    @Test
    void isATimeAndARandomNumber() {
        assertThat(RunId.next().value()).matches("\\d{8}T\\d{6}-[0-9a-f]{6}");
    }

    @Test
    void beganAtAWholeMillisecond() {
        assertThat(RunId.next().started().getNano() % 1_000_000).isZero();
    }

    @Test
    void differsWithinASecond() {
        // Twenty of sixteen million: the same one twice is likelier to be a bug than chance.
        assertThat(Stream.generate(() -> RunId.next().value()).limit(20)).doesNotHaveDuplicates();
    }
}
