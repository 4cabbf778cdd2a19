package loadtest.scenario.campaign;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import loadtest.settings.ForeignText;
import loadtest.settings.Mask;

/** Cuts and masks the bodies of the response log: a body is cut, masked and cut again. */
final class LoggedBody {
    private static final int LONGEST = 2048; // bytes
    private static final int LONGEST_ESCAPE = 6; // characters that JSON may take for one
    private static final int LONGEST_NUMBER = 20; // characters; no phone number has more

    /** Six or more digits before the last three; not those of a fraction of a second, which dispatchers report. */
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)(?<!:\\d\\d\\.)\\+?\\d{6,}(?=\\d{3}(?!\\d))");

    private final Mask mask;
    private final boolean phones;
    /** Characters that the first cut keeps beyond the limit, since it may cut a secret or a number in two. */
    private final int margin;

    /** @param phones whether phone numbers are written in full */
    LoggedBody(Mask mask, boolean phones) {
        this.mask = mask;
        this.phones = phones;
        this.margin = Math.max(LONGEST_NUMBER, LONGEST_ESCAPE * mask.longest());
    }

    /** As much of a body as has to wait in the queue. */
    String kept(String body) {
        return ForeignText.beginning(body, LONGEST + margin);
    }

    /**
     * Masks a body before it cuts it, since half a secret would not be found.
     *
     * @param cut whether {@link #kept} has cut it, so that its last characters may be half a secret
     */
    String written(String kept, boolean cut) {
        var masked = masked(kept);
        return bounded(cut ? ForeignText.beginning(masked, masked.length() - margin) : masked);
    }

    private static String bounded(String text) {
        var bytes = ByteBuffer.allocate(LONGEST);
        var rest = CharBuffer.wrap(text);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(rest, bytes, true);
        return text.substring(0, rest.position());
    }

    /** Secrets come first: a secret whose digits are masked would not be found any more. */
    private String masked(String text) {
        var masked = mask.in(text);
        return phones ? masked : PHONE.matcher(masked).replaceAll("***");
    }
}
