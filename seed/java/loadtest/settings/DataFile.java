package loadtest.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a HOCON data file, read strictly: a word that is not in the vocabulary is an error that names file, line
 * and the valid words.
 */
public final class DataFile {
    private final Config node;
    private final String where;

    private DataFile(Config node, String where) {
        this.node = node;
        this.where = where;
    }

    /**
     * Where the class path holds several files of that name the first one counts, and it alone.
     *
     * @param resource a file of the class path, such as {@code scenarios/my_scenario.conf}
     * @throws BadInput if there is no such file, or it is not HOCON
     */
    public static DataFile read(String resource) {
        return new DataFile(StrictHocon.resource(resource), resource);
    }

    /**
     * Takes data that somebody sent. It stands alone: neither files nor variables of this machine come into it.
     *
     * @param where what to call it in an error, such as the file it came from
     * @throws BadInput if it is not HOCON, of which JSON is a part, or writes a word twice
     */
    public static DataFile parse(String text, String where) {
        return new DataFile(StrictHocon.parse(text, where), where);
    }

    /**
     * Checks that this node has no other words than these.
     *
     * @throws BadInput naming the line of one that is not among them
     */
    public DataFile only(String... words) {
        node.root().forEach((word, value) -> {
            if (!List.of(words).contains(word)) {
                throw new BadInput(at(value) + ": unknown word '" + BadInput.shown(word) + "'; valid: "
                        + String.join(", ", words));
            }
        });
        return this;
    }

    /** The words of this node, in the order of the file. */
    public List<String> words() {
        return node.root().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> entry.getValue().origin().lineNumber()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The node under a word; an empty one where the word is absent.
     *
     * @throws BadInput if what is there is no block
     */
    public DataFile child(String word) {
        var path = ConfigUtil.joinPath(word);
        if (!node.hasPath(path)) {
            return new DataFile(ConfigFactory.empty(), where);
        }
        if (!isBlock(word)) {
            throw wrong(word, "a block { ... }");
        }
        return new DataFile(node.getConfig(path), where);
    }

    /** Whether the word is there, with a value. */
    public boolean has(String word) {
        return node.hasPath(ConfigUtil.joinPath(word));
    }

    /** Whether a block is there. */
    public boolean isBlock(String word) {
        return node.root().get(word) instanceof ConfigObject;
    }

    /** The value as it would be written; empty where the word is absent. */
    public Optional<String> text(String word) {
        return has(word) ? Optional.of(String.valueOf(node.getAnyRef(ConfigUtil.joinPath(word)))) : Optional.empty();
    }

    /**
     * A duration from 1 ms to a day, in whole milliseconds, such as {@code 900 ms}, {@code 1.5 s} or {@code 2 minutes}.
     *
     * @throws BadInput for anything else
     */
    public Optional<Duration> duration(String word) {
        var valid = "a duration such as 900 ms or 15 s, in whole milliseconds, a day at the most";
        return has(word)
                ? Optional.of(Durations.single(node, ConfigUtil.joinPath(word)).orElseThrow(() -> wrong(word, valid)))
                : Optional.empty();
    }

    /**
     * The durations of a list, or one standing alone; 0 is one, too. Empty where the word is absent.
     *
     * @throws BadInput if one of them is none, below 0 or over a day
     */
    public List<Duration> durations(String word) {
        var valid = "durations such as 20 ms or [10 ms, 1.5 s], each a day at the most";
        return has(word)
                ? Durations.list(node, ConfigUtil.joinPath(word)).orElseThrow(() -> wrong(word, valid))
                : List.of();
    }

    /** Of any sign, with or without decimals, and finite; empty where the word is absent. */
    public Optional<Double> number(String word) {
        try {
            var number = text(word).map(text -> new BigDecimal(text).doubleValue());
            if (number.isEmpty() || Double.isFinite(number.get())) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(word, "a number");
    }

    /** Of any sign; empty where the word is absent. */
    public Optional<Integer> wholeNumber(String word) {
        try {
            return text(word).map(text -> new BigDecimal(text).intValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(word, "a whole number");
        }
    }

    /** False where the word is absent. */
    public boolean flag(String word) {
        try {
            return has(word) && node.getBoolean(ConfigUtil.joinPath(word));
        } catch (ConfigException e) {
            throw wrong(word, "true or false");
        }
    }

    /** The items of a list, or one item standing alone; empty where the word is absent. */
    public List<String> list(String word) {
        if (!has(word)) {
            return List.of();
        }
        var value = node.getValue(ConfigUtil.joinPath(word)).unwrapped();
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    /** An error at a word of this node. */
    public BadInput wrong(String word, String valid) {
        var value = node.root().get(word);
        var found = value == null ? "nothing" : "'" + BadInput.shown(value.unwrapped()) + "'";
        var place = at(value == null ? node.root() : value);
        return new BadInput(place + ": " + BadInput.shown(word) + " is " + found + "; valid: " + valid);
    }

    /** An error at one item of the {@link #list} under a word of this node. */
    public BadInput wrongItem(String word, int index, String valid) {
        var value = node.root().get(word) instanceof ConfigList list
                ? list.get(index)
                : node.root().get(word);
        return new BadInput(
                at(value) + ": " + word + " is '" + BadInput.shown(value.unwrapped()) + "'; valid: " + valid);
    }

    private String at(ConfigValue value) {
        var line = value.origin().lineNumber();
        return line > 0 ? where + " line " + line : where;
    }
}
