package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserTest {
    private static final String ADDRESS = "http://127.0.0.1:5665/";

    @ParameterizedTest
    @CsvSource({
        "Linux, xdg-open",
        "FreeBSD, xdg-open",
        "Mac OS X, open",
        "Windows 11, 'rundll32 url.dll,FileProtocolHandler'"
    })
    void usesTheProgramOfThePlatform(String system, String program) {
        assertThat(String.join(" ", new Browser(system, Map.of()).command(ADDRESS)))
                .isEqualTo(program + " " + ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"DISPLAY, :0", "WAYLAND_DISPLAY, wayland-0", "BROWSER, wslview"})
    void opensWhereSomebodyCanSeeIt(String variable, String value) {
        assertThat(new Browser("Linux", Map.of(variable, value, "CI", "false")).absent())
                .isEmpty();
        assertThat(new Browser("Linux", Map.of(variable, value, "CI", "true")).open(ADDRESS))
                .contains("CI is set");
        assertThat(new Browser("Linux", Map.of(variable, " ")).open(ADDRESS))
                .hasValueSatisfying(why -> assertThat(why).contains("no display"));
    }

    @Test
    void aDesktopWithoutVariablesHasADisplay() {
        assertThat(new Browser("Mac OS X", Map.of()).absent()).isEmpty();
        assertThat(new Browser("Windows 11", Map.of()).absent()).isEmpty();
    }
}
