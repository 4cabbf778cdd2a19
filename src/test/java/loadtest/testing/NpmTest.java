package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A skipped test says why; what is no reason to skip one fails it. */
class NpmTest {
    @Test
    void aMachineWithoutNodeIsNamed() throws Exception {
        assertThat(Npm.missing(name -> Optional.empty())).contains("node is not on the PATH");
        assertThat(Npm.missing(name -> Optional.of(Path.of(name)).filter(path -> name.equals("node"))))
                .contains("npm is not on the PATH");
    }

    @Test
    void anOldNodeIsNamed() {
        assertThat(Npm.tooOld("v18.20.1\n")).contains("node is v18.20.1, and must be v20 or newer");
        assertThat(Npm.tooOld("what?")).contains("node is what?, and must be v20 or newer");
        assertThat(Npm.tooOld("v20.0.0\n")).isEmpty();
        assertThat(Npm.tooOld("v100.1.0")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm error code ENOTFOUND\nnpm error syscall getaddrinfo", "npm ERR! code ECONNREFUSED\n"})
    void aRegistryThatIsOutOfReachIsNamed(String output) {
        var code = output.replaceFirst("(?s).*code (\\S+).*", "$1");

        assertThat(Npm.unreachable(new EndedProcess(1, output)))
                .contains("npm cannot reach its registry (" + code + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm error code EINTEGRITY", "npm error code E404", "npm error code EUSAGE", "Killed", ""})
    void anyOtherFailureIsNoReasonToSkip(String output) {
        assertThat(Npm.unreachable(new EndedProcess(1, output))).isEmpty();
    }

    @Test
    void whatWentWellNeedsNoReason() {
        assertThat(Npm.unreachable(new EndedProcess(0, "npm error code ENOTFOUND")))
                .isEmpty();
    }
}
