package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a process left.
 *
 * @param output both streams, as a terminal shows them
 */
public record EndedProcess(int code, String output) {

    /**
     * Runs it to its end, without input.
     *
     * @param out the file of its output, which stays
     */
    public static EndedProcess of(ProcessBuilder builder, Path out, int longestSeconds)
            throws IOException, InterruptedException {
        var process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(longestSeconds, TimeUnit.SECONDS))
                    .as("%s ended in time", builder.command())
                    .isTrue();
            return new EndedProcess(process.exitValue(), Files.readString(out));
        } finally {
            process.destroyForcibly();
        }
    }
}
