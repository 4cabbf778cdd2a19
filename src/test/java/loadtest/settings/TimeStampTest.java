package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStampTest {

    @ParameterizedTest
    @CsvSource({
        "2030-01-31T12:00:00Z, 2030-01-31T12:00:00Z",
        "2030-01-31t12:00:00z, 2030-01-31T12:00:00Z",
        "2030-01-31 12:00:00Z, 2030-01-31T12:00:00Z",
        "2030-01-31 12:00:00+00, 2030-01-31T12:00:00Z",
        "2030-01-31T12:00:00+0000, 2030-01-31T12:00:00Z",
        "2030-01-31T12:00:00-00:00, 2030-01-31T12:00:00Z",
        "2030-01-31 12:00:00.5+05:30, 2030-01-31T06:30:00.5Z",
        "2030-01-31 12:00:00.123456-03:30, 2030-01-31T15:30:00.123456Z",
        "2030-01-31 12:00:00-03, 2030-01-31T15:00:00Z",
        "2030-01-31T12:00:00+20:15, 2030-01-30T15:45:00Z",
        "1880-01-31 12:00:00+00:19:32, 1880-01-31T11:40:28Z",
        "2030-01-31T12:00:00.1234567891234Z, 2030-01-31T12:00:00.123456789Z",
        "2030-01-31T12:00Z, 2030-01-31T12:00:00Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2028-02-29 00:00:00.000+01, 2028-02-28T23:00:00Z",
    })
    void everySpellingIsRead(String text, Instant meant) {
        assertThat(TimeStamp.of(text)).contains(meant);
        assertThat(TimeStamp.of(" " + text + "\n")).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "infinity",
                "1900000000000",
                "2030-01-31",
                "2030-01-31T12:00:00",
                "2030-02-30T12:00:00Z",
                "2030-01-31T25:00:00Z",
                "2030-01-31T12:61:00Z",
                "2030-01-31T12:00:61Z",
                "2030-01-31T12:00:00.Z",
                "2030-01-31T12:00:00+24",
                "2030-01-31T12:00:00+01:60",
                "2030-01-31T12:00:00 +00:00 and more",
                "0044-03-15 12:00:00+00 BC",
                "\u0662\u0660\u0663\u0660-01-31T12:00:00Z",
            })
    void whatIsNoInstantIsNotRead(String text) {
        assertThat(TimeStamp.of(text)).isEmpty();
    }
}
