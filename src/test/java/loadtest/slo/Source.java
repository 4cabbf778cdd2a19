package loadtest.slo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import loadtest.settings.DataFile;

/** Whose answers a budget or an abort criterion counts. */
public enum Source {
    /** Those to the requests of the scenario. */
    HTTP,
    /** WhatsApp's, as the dispatcher reports them. */
    WABA;

    /** The word for it in a scenario's file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that a block of a scenario's file names; empty where it names none, or another. */
    public static Optional<Source> named(DataFile block) {
        var word = block.text("source");
        return Arrays.stream(values())
                .filter(source -> word.equals(Optional.of(source.word())))
                .findFirst();
    }
}
