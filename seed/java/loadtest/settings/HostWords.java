package loadtest.settings;

import com.google.common.net.InternetDomainName;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges by its words whether a host name is of staging. A word for staging counts below the registrable domain, which anybody may own
 * whatever it is called; a word for production beats it wherever it stands. The registrable domain is taken from the
 * public suffix list with its private part, which Guava holds: below {@code vercel.app} it is one label longer.
 */
final class HostWords {
    private static final Set<String> STAGING =
            Set.of("staging", "stage", "stg", "testing", "test", "develop", "dev", "sandbox", "local");
    /** Whatever follows it ({@code prodn}, {@code produs}, {@code prd-eu}), but that a product is none. */
    private static final Pattern PRODUCTION =
            Pattern.compile("(?:(?!product|produce)(?:prod|prd).*|production.*|productive|pro|live|canary)\\d*");

    /** Names under these are never on the internet (RFC 6761 and RFC 6762). */
    private static final Set<String> RESERVED = Set.of("test", "local");

    private HostWords() {}

    /** @param host in lower case and ASCII, without a dot at its end; an address says nothing */
    static boolean sayStaging(String host) {
        var labels = List.of(host.split("\\.", -1));
        var last = labels.size() - 1;
        if (last < 1
                || labels.subList(0, last).stream()
                        .anyMatch(label -> words(label).anyMatch(PRODUCTION.asMatchPredicate()))) {
            return false;
        }
        var below = labels.subList(0, Math.max(0, labels.size() - registrable(host)));
        return RESERVED.contains(labels.get(last))
                || below.stream().anyMatch(label -> words(label).anyMatch(STAGING::contains));
    }

    /** A word stands between dots, dashes and underscores, and may have a number: {@code api-staging2}. Punycode is none. */
    private static Stream<String> words(String label) {
        return Stream.of(label.startsWith("xn--") ? new String[0] : label.split("[-_]"))
                .map(word -> word.replaceAll("\\d+$", ""));
    }

    /** How many labels the registrable domain has; all of them where the name is none, or is a public suffix itself. */
    private static int registrable(String host) {
        if (!InternetDomainName.isValid(host)) {
            return Integer.MAX_VALUE;
        }
        var name = InternetDomainName.from(host);
        // By the list's own rule, an ending that it does not have is a suffix of one label.
        var suffix = name.hasPublicSuffix() ? name.publicSuffix().parts().size() : 1;
        return suffix + 1;
    }
}
