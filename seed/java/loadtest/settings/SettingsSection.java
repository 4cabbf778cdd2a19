package loadtest.settings;

import com.typesafe.config.Config;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads one section of the settings; a wrong value is named by the variable it came from. */
final class SettingsSection {
    private static final int HIGHEST_PORT = 65_535;

    /** Scheme, host, port, and what follows; without credentials. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(https?://)(\\[[^\\[\\]/?#@]+]|[^\\[\\]/?#:@]+)((?::\\d*)?)((?:[/?].*)?)");

    private static final List<String> METHODS = List.of("POST", "PUT", "PATCH");

    private final Config section;

    SettingsSection(Config section) {
        this.section = section;
    }

    /** The values of all keys that are set. */
    <T> Map<String, T> each(Function<String, Optional<T>> read) {
        var values = new HashMap<String, T>();
        section.root().keySet().forEach(key -> read.apply(key).ifPresent(value -> values.put(key, value)));
        return values;
    }

    /** A text of one line, without blanks around it; no setting holds characters that cannot be seen. */
    Optional<String> text(String key) {
        return given(key).map(value -> Characters.seen(name(key), value).strip());
    }

    private Optional<String> given(String key) {
        return section.hasPath(key) ? Optional.of(section.getString(key)) : Optional.empty();
    }

    /** The name of a header; it has a default. */
    String headerName(String key) {
        return HeaderName.require(name(key), section.getString(key));
    }

    /** A secret that is sent in a body, or is parsed; blanks around it are a part of it. */
    Optional<Secret> secret(String key) {
        return given(key).map(value -> Secret.of(name(key), value));
    }

    /** A secret that is sent as a header. */
    Optional<Secret> headerSecret(String key) {
        return headerValue(key).map(Secret::new);
    }

    /** What is sent to a server as a bearer token. */
    Optional<Bearer> bearer(String key) {
        return headerValue(key).map(value -> Bearer.of(name(key), value));
    }

    /** A bearer token that is never the service key. */
    Optional<Secret> bearerToken(String key) {
        return headerValue(key).map(value -> Bearer.given(name(key), value));
    }

    /** A secret that a program made, such as a JWT. */
    Optional<Secret> key(String key) {
        return text(key).map(value -> new Secret(Characters.key(name(key), value)));
    }

    /** A text that is sent as a header, or as a part of one. */
    Optional<String> headerValue(String key) {
        return text(key).map(value -> Characters.header(name(key), value));
    }

    /** A path, relative to the project. */
    Optional<Path> path(String key) {
        return text(key).map(value -> {
            try {
                return ProjectFolder.resolve(value);
            } catch (InvalidPathException e) {
                throw BadInput.in(name(key), value, "a file or folder name");
            }
        });
    }

    List<String> list(String key) {
        return text(key).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    Optional<Set<VoucherDocument>> documents(String key) {
        return text(key).map(value -> VoucherDocument.named(list(key))
                .orElseThrow(() -> BadInput.in(name(key), value, VoucherDocument.VALID)));
    }

    /** A regular expression, as its text. */
    Optional<String> pattern(String key) {
        return text(key).map(value -> {
            try {
                return Pattern.compile(value).pattern();
            } catch (PatternSyntaxException e) {
                throw BadInput.in(name(key), value, "a regular expression for whole host names");
            }
        });
    }

    /** In small letters or others: a script may have compared it either way. */
    boolean flag(String key) {
        return flag(key, "true or false");
    }

    /** @param valid every value that this setting takes, for the message on another one */
    boolean flag(String key, String valid) {
        return switch (section.getString(key).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw BadInput.in(name(key), section.getString(key), valid);
        };
    }

    /** A method whose requests have a body, in capital letters. */
    String method(String key) {
        var method = section.getString(key).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw BadInput.in(name(key), section.getString(key), String.join(", ", METHODS) + ": requests have a body");
        }
        return method;
    }

    int wholeNumber(String key, int min, int max) {
        try {
            var number = Integer.parseInt(section.getString(key));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw BadInput.in(name(key), section.getString(key), "a whole number from " + min + " to " + max);
    }

    /** A whole number of seconds. */
    Optional<Duration> seconds(String key, int min, int max) {
        return section.hasPath(key) ? Optional.of(Duration.ofSeconds(wholeNumber(key, min, max))) : Optional.empty();
    }

    /** An http or https address with a host. Its path is taken as it is: some servers redirect the other spelling. */
    Optional<URI> url(String key) {
        return text(key).map(value -> {
            var address = ADDRESS.matcher(value);
            if (address.matches()) {
                try {
                    var host = HostName.callable(name(key), address.group(2));
                    var path = address.group(4).equals("/") ? "" : address.group(4);
                    var uri = new URI(address.group(1) + host + address.group(3) + path);
                    if (uri.getHost() != null && uri.getFragment() == null && uri.getPort() <= HIGHEST_PORT) {
                        return uri;
                    }
                } catch (URISyntaxException | IllegalArgumentException e) {
                    // said below
                }
            }
            throw BadInput.in(
                    name(key),
                    ShownAddress.of(value),
                    "an address such as https://staging.example.com, without credentials");
        });
    }

    /** An address that paths are appended to; a slash at its end is dropped. */
    Optional<URI> base(String key) {
        return url(key).map(uri -> {
            if (uri.getRawQuery() != null) {
                throw BadInput.in(name(key), "?***", "an address without a query, for paths are appended");
            }
            return URI.create(uri.toString().replaceAll("/+$", ""));
        });
    }

    /** The variable a value came from, or its place in reference.conf. */
    String name(String key) {
        return section.hasPath(key) ? section.getValue(key).origin().description() : key;
    }
}
