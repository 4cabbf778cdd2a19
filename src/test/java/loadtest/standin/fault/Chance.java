package loadtest.standin.fault;

import java.util.Optional;
import java.util.regex.Pattern;
import loadtest.settings.DataFile;

/**
 * Which of its requests a fault applies to.
 *
 * @param share how likely each is, from 0 to 1
 * @param every 20 selects the 20th, the 40th and so on
 * @param atMost number of requests after which the fault ends
 */
public record Chance(double share, int every, int atMost) {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

    /**
     * Reads {@code share = 5 %}, {@code every = 20} and {@code at-most = 3}; without them it strikes always.
     *
     * @throws BadInput naming the line, and what is valid there
     */
    static Chance read(DataFile fault) {
        if (fault.has("share") && fault.has("every")) {
            throw fault.wrong("every", "either share, which is drawn, or every, which is counted");
        }
        var share = fault.has("share") ? percent(fault, "share") : 1;
        return new Chance(share, positive(fault, "every", 1), positive(fault, "at-most", Integer.MAX_VALUE));
    }

    /** A share of a whole, written {@code 2.5 %}: from 0 to 1. */
    static double percent(DataFile fault, String word) {
        var text = PERCENT.matcher(fault.text(word).orElse("").strip());
        if (text.matches()) {
            var percent = Double.parseDouble(text.group(1));
            if (percent <= 100) {
                return percent / 100;
            }
        }
        throw fault.wrong(word, "a share such as 5 %, up to 100 %");
    }

    static int positive(DataFile block, String word, int fallback) {
        Optional<Integer> number = block.wholeNumber(word);
        if (number.isPresent() && number.get() < 1) {
            throw block.wrong(word, "a whole number from 1");
        }
        return number.orElse(fallback);
    }
}
