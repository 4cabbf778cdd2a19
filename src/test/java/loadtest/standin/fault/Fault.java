package loadtest.standin.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import loadtest.settings.DataFile;

/**
 * One fault of a plan.
 *
 * @param name as its plan calls it
 * @param endpoints where, of {@link Endpoints#ALL}
 * @param from when it begins, after the plan's clock has started
 * @param lasts how long; empty for as long as the plan
 */
public record Fault(
        String name,
        List<String> endpoints,
        Duration from,
        Optional<Duration> lasts,
        Chance chance,
        Optional<Latency> latency,
        Optional<Effect> effect) {
    private static final String[] WORDS = {
        "endpoints",
        "from",
        "for",
        "share",
        "every",
        "at-most",
        "latency",
        "status",
        "retry-after",
        "retry-after-as",
        "drop",
        "reset",
        "body",
        "over",
        "freeze",
        "waba-429",
        "bug"
    };

    /** @throws BadInput naming the line, and what is valid there */
    static Fault read(DataFile faults, String name) {
        var block = faults.child(name).only(WORDS);
        var latency =
                block.has("latency") ? Optional.of(Latency.read(block.child("latency"))) : Optional.<Latency>empty();
        var effect = Effect.read(block);
        if (latency.isEmpty() && effect.isEmpty()) {
            throw faults.wrong(name, "latency, or one of " + String.join(", ", Effect.WORDS));
        }
        if (effect.filter(Effect.Freeze.class::isInstance).isPresent()) {
            requireFreeze(block);
        }
        return new Fault(
                name,
                endpoints(block, effect),
                from(block),
                block.duration("for"),
                Chance.read(block),
                latency,
                effect);
    }

    /** Whether it is active at this time after the start of the plan's clock. */
    public boolean isAt(Duration time) {
        return time.compareTo(from) >= 0 && (lasts.isEmpty() || time.compareTo(from.plus(lasts.get())) < 0);
    }

    /** Whether it is this effect. */
    public boolean is(Class<? extends Effect> kind) {
        return effect.filter(kind::isInstance).isPresent();
    }

    private static Duration from(DataFile block) {
        var times = block.durations("from");
        if (times.size() > 1) {
            throw block.wrong("from", "one duration such as 10 s");
        }
        return times.isEmpty() ? Duration.ZERO : times.get(0);
    }

    private static void requireFreeze(DataFile block) {
        if (!block.has("for")) {
            throw block.wrong("for", "how long the freeze lasts, such as 2 s");
        }
        for (var word : List.of("latency", "share", "every", "at-most")) {
            if (block.has(word)) {
                throw block.wrong(word, "nothing: a freeze holds every answer");
            }
        }
    }

    private static List<String> endpoints(DataFile block, Optional<Effect> effect) {
        var own = effect.flatMap(Fault::ownEndpoints);
        if (own.isPresent()) {
            if (block.has("endpoints")) {
                throw block.wrong("endpoints", "nothing: this fault has its own, " + String.join(", ", own.get()));
            }
            return own.get();
        }
        var words = block.list("endpoints");
        if (words.isEmpty()
                || words.stream().anyMatch(word -> Endpoints.matching(word).isEmpty())) {
            throw block.wrong("endpoints", Endpoints.valid());
        }
        return words.stream()
                .flatMap(word -> Endpoints.matching(word).stream())
                .distinct()
                .toList();
    }

    private static Optional<List<String>> ownEndpoints(Effect effect) {
        if (effect instanceof Effect.Mistake mistake) {
            return Optional.of(mistake.bug().endpoints());
        }
        if (effect instanceof Effect.WabaRateLimit) {
            return Optional.of(List.of(Endpoints.DISPATCH));
        }
        return effect instanceof Effect.Freeze ? Optional.of(Endpoints.ALL) : Optional.empty();
    }
}
