package loadtest.settings;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Checks the characters of a value. An error names the place of a wrong character and never the value: an HTTP client
 * would refuse it, too, but show it.
 */
final class Characters {
    /** Control and format characters (line feed, byte order mark, zero-width space), and what else has no shape. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]|[\\p{Zs}&&[^ ]]"
            + "|[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFFD\\x{E0100}-\\x{E01EF}]");

    private static final int LAST_OF_ASCII = 0x7E;
    private static final int LAST_OF_LATIN_1 = 0xFF;

    private Characters() {}

    /** For a password, an address: all that can be seen, and the space. */
    static String seen(String where, String value) {
        return require(where, value, Characters::isUnseen, "which cannot be seen");
    }

    /** For the value of a header: of what can be seen, the characters that are one byte there. */
    static String header(String where, String value) {
        return require(
                where,
                seen(where, value),
                character -> character > LAST_OF_LATIN_1,
                "which no header can carry: quotes and dashes may have become typographic ones");
    }

    /** For a key or a token that was made by a program: visible ASCII. */
    static String key(String where, String value) {
        return require(
                where,
                seen(where, value),
                character -> character == ' ' || character > LAST_OF_ASCII,
                "which no such key holds");
    }

    private static String require(String where, String value, IntPredicate wrong, String why) {
        var characters = value.codePoints().toArray();
        for (var index = 0; index < characters.length; index++) {
            if (wrong.test(characters[index])) {
                throw new BadInput("%s: character %s is U+%04X, %s; copy it again, in one line"
                        .formatted(where, index + 1, characters[index], why));
            }
        }
        return value;
    }

    private static boolean isUnseen(int character) {
        return UNSEEN.matcher(Character.toString(character)).matches();
    }
}
