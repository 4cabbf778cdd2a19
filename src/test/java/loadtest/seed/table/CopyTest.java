package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loadtest.seed.fixture.Row;
import org.junit.jupiter.api.Test;

class CopyTest {
    @Test
    void writesTheTextFormatOfCopy() {
        var row = new Row()
                .with("a", null)
                .with("b", "tab\t back\\ line\n return\r")
                .with("c", "")
                .with("d", 1);

        assertThat(Copy.line(row, List.of("a", "b", "c", "d")))
                .isEqualTo("\\N\ttab\\t back\\\\ line\\n return\\r\t\t1\n");
    }

    @Test
    void keepsALeadingEmptyText() {
        assertThat(Copy.line(new Row().with("a", "").with("x", "y").with("b", "x"), List.of("a", "b")))
                .isEqualTo("\tx\n");
    }
}
