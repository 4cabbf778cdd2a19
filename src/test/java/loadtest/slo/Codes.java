package loadtest.slo;

import java.util.List;
import loadtest.settings.DataFile;

/**
 * A set of status codes.
 *
 * @param patterns such as {@code 429} or, for a whole class, {@code 5xx}
 */
record Codes(List<String> patterns) {

    /**
     * Reads the word {@code codes} of a block; without it there are none. Only 3xx to 5xx are allowed: a 2xx is a
     * success, and no response ends with a 1xx.
     */
    static Codes read(DataFile data) {
        var patterns = data.list("codes");
        if (!patterns.stream().allMatch(code -> code.matches("[3-5](\\d\\d|xx)"))) {
            throw data.wrong("codes", "status codes such as [429, 5xx]");
        }
        return new Codes(patterns);
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    boolean contain(int status) {
        return patterns.stream().anyMatch(code -> String.valueOf(status).matches(code.replace("x", "\\d")));
    }
}
