package loadtest.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides secrets in text that somebody else wrote: an answer of the target, the message of an exception, a line of the
 * engine's log. It knows every secret of the settings, in each of its {@link Spelling}s, and the form of credentials
 * that a run is given later, such as a token that was minted for it.
 *
 * <p>A secret of fewer than {@value #SHORTEST} characters is left alone: it may be a word of any text.
 */
public final class Mask {
    private static final String HIDDEN = "***";

    /** In characters. */
    private static final int SHORTEST = 6;

    /**
     * Credentials that are known by their form: an Authorization header, a cookie, a JWT, a project's secret key, a field of
     * JSON that is called so, the password in an address, a token in what the engine logs of a session.
     */
    private static final Map<Pattern, String> BY_FORM = Map.of(
            Pattern.compile("(?i)\\b(Bearer|Basic)(\\s+|%20)[\\w.~+/=%-]{16,}"),
            "$1$2" + HIDDEN,
            Pattern.compile("(?im)^([ \\t]*+(?:set-)?cookie[ \\t]*+[:=][ \\t]*+)\\S.*$"),
            "$1" + HIDDEN,
            Pattern.compile("((?:\\btoken|\\bpassword) -> )[^,)]+"),
            "$1" + HIDDEN,
            Pattern.compile("(\\bcookies=\\[)[^\\]]+"),
            "$1" + HIDDEN,
            // Only from the beginning of a word on, or a text of many such beginnings would be read again and again.
            Pattern.compile("(?<![\\w-])eyJ[\\w-]{8,}+\\.[\\w-]++\\.[\\w-]*+"),
            HIDDEN,
            Pattern.compile("(?<![\\w-])sb_secret_[\\w-]{6,}+"),
            HIDDEN,
            Pattern.compile("(?i)(\\\\?\"(?:access|refresh|id)_?token\\\\?\"\\s*:\\s*\\\\?\")[^\"\\\\]+"),
            "$1" + HIDDEN,
            // Not what is said of one, which has more words than one.
            Pattern.compile(
                    "(?i)(\"\\w{0,30}(?:token|password|secret|api_?key)\\\\?\"\\s*:\\s*\\\\?\")[^\"\\\\\\s]++(?=[\"\\\\]|$)"),
            "$1" + HIDDEN,
            Pattern.compile("(://[^\\s/@:\"]{0,80}:)[^\\s/@\"]{1,200}(?=@)"),
            "$1" + HIDDEN);

    private static volatile Mask current = new Mask(List.of());

    private final Set<String> secrets = new TreeSet<>();
    private final List<Spelling> spellings;

    private Mask(Collection<String> secrets) {
        secrets.stream().filter(secret -> secret.length() >= SHORTEST).forEach(this.secrets::add);
        // The longer one first: a secret may begin with another.
        spellings = this.secrets.stream()
                .flatMap(Spelling::of)
                .sorted(Comparator.comparing(Spelling::length).reversed())
                .toList();
    }

    /** Knows every secret of these settings, whichever record it is in. */
    public static Mask of(Settings settings) {
        var found = new ArrayList<String>();
        collect(settings, found);
        return new Mask(found);
    }

    /** The mask of this process; before {@link #use()} it knows credentials by their form alone. */
    public static Mask current() {
        return current;
    }

    /** This mask and these secrets, such as the passwords of a file of accounts. */
    public Mask and(Collection<Secret> more) {
        return new Mask(Stream.concat(secrets.stream(), more.stream().map(Secret::reveal))
                .toList());
    }

    /** Makes this the mask of the process, which goes on hiding what it hid before. */
    public void use() {
        synchronized (Mask.class) {
            current = current.and(secrets.stream().map(Secret::new).toList());
        }
    }

    /** Characters of the longest secret; 0 if it knows none. */
    public int longest() {
        return secrets.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The text with {@value #HIDDEN} in place of every secret; null stays null. */
    public String in(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        var masked = known(text);
        for (var form : BY_FORM.entrySet()) {
            masked = form.getKey().matcher(masked).replaceAll(form.getValue());
        }
        return masked;
    }

    private String known(String text) {
        var masked = new StringBuilder();
        var rest = 0;
        for (var at = 0; at < text.length(); at++) {
            for (var spelling : spellings) {
                var end = spelling.end(text, at);
                if (end > at) {
                    var begin = spelling.begin(text, at, rest);
                    masked.append(text, rest, begin).append(HIDDEN);
                    rest = end;
                    at = end - 1;
                    break;
                }
            }
        }
        return masked.append(text, rest, text.length()).toString();
    }

    /** By looking at every component, no secret that is added to the settings can be forgotten here. */
    private static void collect(Object value, List<String> found) {
        if (value instanceof Secret secret) {
            found.add(secret.reveal());
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(inner -> collect(inner, found));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> collect(inner, found));
        } else if (value instanceof URI address) {
            found.addAll(query(address));
        } else if (value instanceof Database database) {
            found.addAll(database.secrets());
        } else if (value instanceof Record) {
            components(value).forEach(inner -> collect(inner, found));
        }
    }

    /** The values in the query of an address that was set, one of which may be its key. */
    private static List<String> query(URI address) {
        return address.getQuery() == null
                ? List.of()
                : Stream.of(address.getQuery().split("&"))
                        .map(pair -> pair.substring(pair.indexOf('=') + 1))
                        .toList();
    }

    private static Stream<Object> components(Object value) {
        return Stream.of(value.getClass().getRecordComponents()).map(component -> {
            try {
                return component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e); // they are public
            }
        });
    }
}
