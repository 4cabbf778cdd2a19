package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "status.find.in(200,201), found 502                    ; 502 where 200 or 201 was expected",
                "status.find.in(200, 201, 202), but actually found 429 ; 429 where 200 or 201 or 202 was expected",
                "status.find.is(409), found 200                        ; 200 where 409 was expected",
                "status.find.not(409), unexpectedly found 409          ; 409 where anything but 409 was expected",
                "jmesPath(status).find.is(ok), found degraded          ; status is degraded where ok was expected",
                "jmesPath(a || b.c).find.is(ok), found nothing         ; no a || b.c where ok was expected",
                "jmesPath(plan.steps[0]).find.exists, found nothing    ; no plan.steps[0] in the answer",
                "someone else is redeeming here: reseed, run alone     ; someone else is redeeming here: reseed, run alone",
                "Request timeout to 127.0.0.1 after 30000 ms           ; Request timeout to 127.0.0.1 after 30000 ms"
            })
    void saysWhatWasExpectedAndWhatCame(String reason, String words) {
        assertThat(Expectation.words(reason)).isEqualTo(words);
    }
}
