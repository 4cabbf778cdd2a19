package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownPathTest {
    private static final Path PAGE = Path.of("results/run/verdict.html").toAbsolutePath();
    private static final String HERE = Path.of("").toAbsolutePath().toString();

    @Test
    void isAnAddressWhereThereIsRoom() {
        assertThat(ShownPath.of(PAGE, 1_000, Optional.of("/")))
                .startsWith("file:///")
                .endsWith("/results/run/verdict.html");
    }

    @Test
    void isRelativeOnlyWhereTheReaderIsInTheProject() {
        var relative = Path.of("results/run/verdict.html").toString();

        assertThat(ShownPath.of(PAGE, 10, Optional.of(HERE))).isEqualTo(relative);
        assertThat(ShownPath.of(PAGE, 10, Optional.empty())).isEqualTo(relative);
        assertThat(ShownPath.of(PAGE, 10, Optional.of("/"))).isEqualTo(PAGE.toString());
    }
}
