package loadtest.slo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import loadtest.settings.DataFile;

/** Where the answers that a budget or an abort criterion counts come from. */
public enum Source {
    /** Responses to the scenario's requests. */
    HTTP,
    /** WhatsApp's answers, as the dispatcher reports them. */
    WABA,
    /** Targets that wait, as the dispatcher reports them: of an abort criterion only. */
    BACKLOG;

    /** Whether a dispatcher reports it. */
    public boolean isDispatchers() {
        return this != HTTP;
    }

    /** The word for it in a scenario's file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word {@code source} of a block; empty where it is absent or unknown. */
    public static Optional<Source> named(DataFile block) {
        var word = block.text("source");
        return Arrays.stream(values())
                .filter(source -> word.equals(Optional.of(source.word())))
                .findFirst();
    }
}
