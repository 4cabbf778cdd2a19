package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "to +250788123456 now, to ***456 now",
        "\"msisdn\":\"250788123456\", \"msisdn\":\"***456\"",
        "+250 788 123-456!, ***456!",
        "0788123456, ***456"
    })
    void hidesNumbersButForTheirLastDigits(String text, String hidden) {
        assertThat(PhoneNumbers.hiddenIn(text)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c9cd99c9-c58a-3e40-3d00-123456756f87",
                "c9cd99c9-c58a-3e40-3d00-400515789123",
                "00-0af1a36911a5301c0000000000000037-0000000000000037-01",
                "20300131T120000-3fa9c2-17",
                "2030-01-31T12:00:00.123456789Z",
                "amount 2000, code 131056"
            })
    void leavesIdsAndTimes(String text) {
        assertThat(PhoneNumbers.hiddenIn(text)).isEqualTo(text);
    }

    @Test
    void hidesWhatIsKnownInAnySpelling() {
        assertThat(PhoneNumbers.hiddenIn("0788 123 456", List.of("250788123456")))
                .isEqualTo("***456");
        assertThat(PhoneNumbers.hiddenIn("0788 123 456")).isEqualTo("0788 123 456");
    }
}
