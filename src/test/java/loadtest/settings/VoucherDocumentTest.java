package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoucherDocumentTest {
    private static final String VARIABLE = "PERF_VOUCHER_DOCUMENTS";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image | image",
                "pdf | pdf",
                "image,pdf | image,pdf",
                "PDF , Image, pdf | image,pdf",
                "none | none",
                "None | none",
            })
    void areNamedByTheirWords(String text, String words) {
        var documents = Settings.of(Map.of(VARIABLE, text)).vouchers().documents();

        assertThat(VoucherDocument.words(documents.orElseThrow())).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"img", "image pdf", "image;pdf", "none,pdf", ",", "image,png", "true", "0"})
    void anyOtherWordIsRefused(String text) {
        assertThatThrownBy(() -> Settings.of(Map.of(VARIABLE, text)))
                .isInstanceOf(BadInput.class)
                .hasMessage(VARIABLE + ": found '" + text
                        + "'; valid: image, pdf, or both; none where a preview promises neither");
    }
}
