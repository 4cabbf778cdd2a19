package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlTest {
    /** Whatever is sent to a deployment comes from one of these. */
    private static final List<String> SENDERS = List.of(
            "seed", "src/test/java/loadtest/scenario", "src/test/java/loadtest/run", "src/test/java/loadtest/target");

    @Test
    void nothingThatSpeaksToADeploymentKnowsTheControlEndpoint() throws IOException {
        for (var sender : SENDERS) {
            try (var files = Files.walk(Path.of(sender))) {
                var sources = files.filter(file -> file.toString().matches(".*(?<!Test|IT)\\.java"))
                        .toList();
                assertThat(sources).isNotEmpty();
                assertThat(sources.stream().filter(ControlTest::namesIt)).isEmpty();
            }
        }
        assertThat(namesIt(Path.of("src/test/java/loadtest/standin/Control.java")))
                .isTrue();
    }

    private static boolean namesIt(Path file) {
        try {
            return Files.readString(file).contains("\"/control/");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
