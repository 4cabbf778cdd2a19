package loadtest.settings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The forms in which a secret may appear in a text. Each of its characters may stand as it is or be escaped as in JSON, a
 * URL, a form or HTML, whatever is done to the others. {@code base64} says that it is a part of something longer
 * in Base64, such as Basic auth, of which nothing shall be left.
 */
record Spelling(String secret, boolean base64, List<List<String>> escapes) {
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";

    /** What an escape may begin with: of a character beyond ASCII also what it becomes in the wrong charset. */
    private static final String ESCAPING = "\\%&+\u00C2\u00C3\uFFFD";

    /** A header leaves as Latin-1, a body as UTF-8. */
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    /** As it is, and in Base64 behind any number of other bytes: only their remainder by three counts. */
    static Stream<Spelling> of(String secret) {
        var encoded = IntStream.range(0, 3)
                .boxed()
                .flatMap(before -> CHARSETS.stream().map(charset -> base64(secret.getBytes(charset), before)))
                .flatMap(text -> Stream.of(text, text.replace('+', '-').replace('/', '_')))
                .distinct()
                .map(text -> of(text, true));
        return Stream.concat(Stream.of(of(secret, false)), encoded);
    }

    private static Spelling of(String text, boolean base64) {
        return new Spelling(
                text, base64, text.codePoints().mapToObj(Spelling::escapes).toList());
    }

    /** What depends on the secret alone, and not on the bytes before and after it. */
    private static String base64(byte[] bytes, int before) {
        var padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        var whole = padded.length * 8 / 6;
        return Base64.getEncoder().encodeToString(padded).substring((before * 8 + 5) / 6, whole);
    }

    int length() {
        return secret.length();
    }

    /** Where the secret ends in the text if it begins there, or -1. */
    int end(String text, int at) {
        var first = text.charAt(at);
        if (first != secret.charAt(0) && ESCAPING.indexOf(first) < 0) {
            return -1;
        }
        // Some texts can be read in two spellings: "%25" is a percent sign, or is itself a part of the secret.
        var ends = Set.of(at);
        for (var spellings : escapes) {
            ends = ends(text, ends, spellings);
            if (ends.isEmpty()) {
                return -1;
            }
        }
        var end = Collections.max(ends);
        return base64 ? beyond(text, end) : end;
    }

    /** Where to hide from: what stands before it in the same Base64 belongs to it. */
    int begin(String text, int at, int earliest) {
        var begin = at;
        while (base64 && begin > earliest && BASE64.indexOf(text.charAt(begin - 1)) >= 0) {
            begin--;
        }
        return begin;
    }

    private static int beyond(String text, int at) {
        var end = at;
        while (end < text.length() && (BASE64.indexOf(text.charAt(end)) >= 0 || text.charAt(end) == '=')) {
            end++;
        }
        return end;
    }

    /** Where one character ends that begins at one of these places. Answers may have millions: no streams. */
    private static Set<Integer> ends(String text, Set<Integer> begins, List<String> spellings) {
        var ends = new HashSet<Integer>();
        for (var begin : begins) {
            for (var i = 0; i < spellings.size(); i++) {
                var spelling = spellings.get(i);
                var escaped = i > 0;
                if (text.regionMatches(escaped, begin, spelling, 0, spelling.length())) {
                    ends.add(begin + spelling.length());
                }
            }
        }
        return ends;
    }

    /** The character itself, followed by its escapes, in which upper and lower case are the same. */
    private static List<String> escapes(int character) {
        var text = Character.toString(character);
        var html =
                switch (character) {
                    case '&' -> "&amp;";
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '"' -> "&quot;";
                    case '\'' -> "&apos;";
                    case ' ' -> "+";
                    default -> "&#" + character + ";";
                };
        var json = new StringBuilder();
        text.chars().forEach(unit -> json.append("\\u%04x".formatted(unit)));
        var plain = Stream.of(
                        text,
                        html,
                        "&#" + character + ";",
                        "&#0" + character + ";",
                        "&#x%x;".formatted(character),
                        json)
                .map(Object::toString);
        var percent = CHARSETS.stream()
                .map(charset -> percent(text.getBytes(charset)))
                .flatMap(once -> Stream.of(once, once.replace("%", "%25"), once.replace("%", "%2525")));
        var misread = character < 0x80
                ? Stream.<String>empty()
                : Stream.of(
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                        "\uFFFD",
                        "\uFFFD\uFFFD");
        var escapable = "\"\\/'".contains(text) ? Stream.of(1, 2, 3, 4, 7) : Stream.<Integer>empty();
        // JSON in a text of JSON, and that once more, as gateways hand on what they were told.
        return Stream.of(
                        plain,
                        percent,
                        misread,
                        escapable.map(backslashes -> "\\".repeat(backslashes) + text),
                        Stream.of("\\" + json, "\\\\\\" + json))
                .flatMap(spellings -> spellings)
                .toList();
    }

    private static String percent(byte[] octets) {
        var percent = new StringBuilder();
        for (var octet : octets) {
            percent.append("%%%02x".formatted(octet));
        }
        return percent.toString();
    }
}
