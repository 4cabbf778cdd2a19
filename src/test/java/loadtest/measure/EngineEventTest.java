package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.core.stats.writer.DataWriterMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineEventTest {
    static Stream<LoadEvent> reported() {
        return Stream.of(
                new LoadEvent.User("redeem", true, 1_900_000_000_000L),
                new LoadEvent.User("redeem", false, 1_900_000_000_001L),
                ended(true, Optional.of(200), Optional.empty(), true),
                ended(false, Optional.of(503), Optional.of("found 503"), true),
                ended(false, Optional.empty(), Optional.of("timed out"), true),
                ended(false, Optional.empty(), Optional.of("not sent"), false));
    }

    @ParameterizedTest
    @MethodSource("reported")
    void whatTheEngineWouldReportIsTheSameAgain(LoadEvent event) {
        var message = (DataWriterMessage.LoadEvent) EngineEvent.message(event).orElseThrow();

        assertThat(EngineEvent.of(message)).contains(event);
    }

    private static LoadEvent ended(boolean ok, Optional<Integer> code, Optional<String> message, boolean sent) {
        var sample = new Sample("redeem", "outer", "POST /x", 1_900_000_000_000L, 17, ok, code, message, sent);
        return new LoadEvent.Ended(sample, List.of("outer", "inner"));
    }
}
