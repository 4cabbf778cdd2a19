package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {
    private static final String CANARY = "canary-of-failure";

    @TempDir
    Path folder;

    @AfterEach
    void hideTracesAgain() {
        Failure.showTraces(false);
    }

    /** The one that began it: the client shows the value of a header that it refuses. */
    @Test
    void masksWhatALibraryShows() {
        Mask.current().and(List.of(new Secret(CANARY))).use();
        var thrown = catchThrowable(
                () -> HttpRequest.newBuilder(URI.create("http://h")).header("x", CANARY + "\n"));

        assertThat(thrown).hasMessageContaining(CANARY);
        assertThat(Failure.line(thrown))
                .startsWith("IllegalArgumentException: invalid header value: \"***")
                .endsWith("(unexpected; PERF_DEBUG=true shows where)")
                .doesNotContain("\n", CANARY);
    }

    @Test
    void theReasonLeavesOutTheFile() {
        assertThat(Failure.reason(catchThrowable(() -> Files.readString(folder.resolve("none")))))
                .isEqualTo("there is no such file");
        assertThat(Failure.reason(new UncheckedIOException(new IOException("Connection reset"))))
                .isEqualTo("Connection reset");
    }

    @Test
    void saysOfAFileWhatIsWrongWithIt() throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "");

        assertThat(Failure.line(catchThrowable(() -> Files.readString(folder.resolve("none")))))
                .isEqualTo(folder.resolve("none") + ": there is no such file");
        assertThat(Failure.line(catchThrowable(() -> Files.createDirectories(file))))
                .isEqualTo(file + ": a file is in the way");
        assertThat(Failure.line(catchThrowable(() -> Files.createDirectories(file.resolve("a/b")))))
                .contains(file.toString())
                .doesNotContain("Exception");
        assertThat(Failure.line(catchThrowable(() -> Files.write(Path.of("/dev/full"), new byte[1]))))
                .isEqualTo("No space left on device");
    }

    @Test
    void unwrapsWhatOnlyCarriesAnother() {
        var trouble = new UncheckedIOException(new IOException("Connection reset"));

        assertThat(Failure.line(new CompletionException(trouble))).isEqualTo("Connection reset");
        assertThat(Failure.line(new ExceptionInInitializerError(new BadInput("one line"))))
                .isEqualTo("one line");
        assertThat(Failure.line(new StackOverflowError())).startsWith("StackOverflowError (unexpected; ");
    }

    @Test
    void showsAMaskedStackTraceOnlyWhereAskedTo() {
        Mask.current().and(List.of(new Secret(CANARY))).use();
        var thrown = new IllegalStateException("first", new IllegalArgumentException(CANARY));

        assertThat(errors(thrown)).isEqualTo("java.lang.IllegalStateException: first\n");
        Failure.showTraces(true);
        assertThat(errors(thrown))
                .contains("\tat loadtest.settings.FailureTest", "Caused by: java.lang.IllegalArgumentException: ***")
                .doesNotContain(CANARY);
    }

    @Test
    void standardErrorKeepsWhateverIsNoStackTrace() {
        Mask.current().and(List.of(new Secret(CANARY))).use();
        var out = new ByteArrayOutputStream();
        var errors = stream(out);
        errors.print("é begun ");
        errors.println("at (noon): " + CANARY);
        errors.print(CANARY.substring(0, 6));
        errors.flush();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("é begun at (noon): ***\n");
    }

    private static String errors(Throwable thrown) {
        var out = new ByteArrayOutputStream();
        thrown.printStackTrace(stream(out));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream out) {
        return MaskedErrors.before(new PrintStream(out, true, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
