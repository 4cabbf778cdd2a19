package loadtest.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A value that must never be shown: its text form is {@value #MASK} wherever it is printed, concatenated, logged or
 * written as JSON. Only {@link #reveal()} gives it away, so a search for that word finds every use.
 */
public final class Secret {
    private static final String MASK = "***";
    private final String value;

    /** @param value the secret itself, not null */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /**
     * A secret that somebody has typed or copied.
     *
     * @param where the variable, or the file and line
     * @throws BadInput naming where, and the place of a character that cannot be seen, never the value
     */
    public static Secret of(String where, String value) {
        return new Secret(Characters.seen(where, value));
    }

    /** The value itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @JsonValue
    @Override
    public String toString() {
        return MASK;
    }
}
