package loadtest.scenario.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.settings.ForeignText;
import loadtest.settings.PhoneNumbers;

/**
 * Counts the targets that the dispatcher rejected, by the reason that it gives. A reason is text of others: it is shown
 * without secrets, phone numbers and control characters, and what exceeds its length and the number of kinds is left out.
 */
final class Rejections {
    private static final int MOST_REASONS = 20;
    private static final int LONGEST = 100; // characters
    private static final String OTHERS = "other reasons";

    /** Whole, or in groups. Codes of WhatsApp's errors have six digits, and stay. */
    private static final Pattern LONG_NUMBER = Pattern.compile(PhoneNumbers.SPELLED + "|\\+?\\d{7,}");

    private final Map<String, Long> reasons = new LinkedHashMap<>();
    private long all;

    /** @param rejected of one answer: each with its {@code reason} */
    void add(JsonNode rejected) {
        rejected.forEach(one -> add(shown(one.path("reason")), 1));
    }

    /** Adds those that another machine has counted. */
    void add(Map<String, Long> others) {
        others.forEach(this::add);
    }

    private void add(String reason, long times) {
        var known = reasons.containsKey(reason) || reasons.size() < MOST_REASONS;
        reasons.merge(known ? reason : OTHERS, times, Long::sum);
        all += times;
    }

    long all() {
        return all;
    }

    /** The most frequent first. */
    Map<String, Long> byReason() {
        var sorted = new LinkedHashMap<String, Long>();
        reasons.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(sorted);
    }

    /** Secrets are hidden first: one whose digits are gone would not be found any more. */
    private static String shown(JsonNode reason) {
        var text =
                reason.isContainerNode() ? reason.toString() : reason.asText().strip();
        var masked = LONG_NUMBER.matcher(ForeignText.shown(text)).replaceAll("***");
        var shown = ForeignText.shortened(masked, LONGEST);
        return shown.isEmpty() ? "no reason given" : shown;
    }
}
