package loadtest.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Parses HOCON strictly: no other file or variable is read, no word is written twice, and no value is null. The library
 * alone would merge, override and leave out in silence.
 */
final class StrictHocon {
    /** A string, or a comment, or an include that is in neither. */
    private static final Pattern INCLUDE = Pattern.compile(
            "\"[^\"\\n]*\"|(?:#|//)[^\\n]*|(?<include>\\binclude\\s+(?:\"|(?:required|file|url|classpath)\\())");

    private final String where;

    private StrictHocon(String where) {
        this.where = where;
    }

    /** As {@link #parse}, of a file of the class path; where there are several of that name, of the first. */
    static Config resource(String name) {
        // Not parseResources, which would add what is missing in one from the next.
        try {
            var loader = Thread.currentThread().getContextClassLoader();
            var bytes = ByteBuffer.wrap(ClassPath.find(loader, name).orElse(new byte[0]));
            var parsed = parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), name);
            if (parsed.isEmpty()) {
                throw new BadInput(name + ": no such file on the class path, or nothing in it");
            }
            return parsed;
        } catch (CharacterCodingException e) {
            throw new BadInput(name + ": not a text in UTF-8");
        } catch (UncheckedIOException e) {
            throw new BadInput(
                    name + ": cannot be read (" + e.getCause().getClass().getSimpleName() + ")");
        }
    }

    /**
     * @param where what to call the text in an error
     * @throws BadInput in one line, with file and line where they are known
     */
    static Config parse(String text, String where) {
        var alone = ConfigParseOptions.defaults().setIncluder(new NoIncludes()).setOriginDescription(where);
        try {
            var parsed = ConfigFactory.parseString(text, alone);
            WrittenTwice.check(text, where);
            var strict = new StrictHocon(where);
            parsed.root().forEach(strict::check);
            return parsed;
        } catch (NoIncludes.Refused e) {
            throw new BadInput(
                    where + includeLine(text) + ": not HOCON that stands alone: " + BadInput.shown(e.getMessage()));
        } catch (ConfigException e) {
            throw new BadInput(where + ": not HOCON: " + e.getMessage().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private void check(String word, ConfigValue value) {
        try {
            switch (value.valueType()) {
                case NULL ->
                    throw wrong(value, BadInput.shown(word) + " is null; write a value, or leave the word out");
                case OBJECT -> ((ConfigObject) value).forEach(this::check);
                case LIST -> ((ConfigList) value).forEach(item -> check(word, item));
                default -> {
                    // a value of its own
                }
            }
        } catch (ConfigException.NotResolved e) {
            throw wrong(
                    value, BadInput.shown(word) + " refers to something else with ${...} or +=; write its value out");
        }
    }

    private BadInput wrong(ConfigValue value, String what) {
        return new BadInput(where + " line " + value.origin().lineNumber() + ": " + what);
    }

    private static String includeLine(String text) {
        return INCLUDE.matcher(text)
                .results()
                .filter(match -> match.group(1) != null)
                .findFirst()
                .map(match -> " line "
                        + (1
                                + text.substring(0, match.start())
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count()))
                .orElse("");
    }
}
