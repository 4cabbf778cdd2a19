package loadtest.standin.fault;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A bug in the product's own code that its answers hide. */
public enum Bug {
    /**
     * The redeem does not look at the voucher's state: it redeems what is redeemed already, and writes a second event.
     * Real databases have no unique key on events, so while a plan holds this bug the stand-in's has none either; both
     * events are there to be found.
     */
    REDEEM_WITHOUT_STATE_CHECK(Endpoints.REDEEM),
    /** The redeem answers 200 and forgets to commit: neither the voucher nor an event nor the key is kept. */
    REDEEM_NOT_PERSISTED(Endpoints.REDEEM),
    /** The last target of each batch is left out, and counted as accepted all the same: one off at the end of a list. */
    DISPATCHER_LOSES_TARGETS(List.of(Endpoints.DISPATCH)),
    /** The last target that a batch sends to gets its message twice; the answer counts what was sent. */
    DISPATCHER_REPEATS_TARGETS(List.of(Endpoints.DISPATCH)),
    /** The last target of each batch opts out before it is sent to: a policy blocks it. */
    DISPATCHER_BLOCKS_TARGETS(List.of(Endpoints.DISPATCH)),
    /** The dispatcher takes batches over and sends to nobody, whatever its throttle allows. */
    DISPATCHER_STUCK(List.of(Endpoints.DISPATCH)),
    /** The preview is degraded behind a 200. */
    DEGRADED_PREVIEW(List.of(Endpoints.PREVIEW)),
    /** The document is an error page that calls itself a PDF. */
    PDF_IS_NONE(List.of(Endpoints.PDF)),
    /** The picture is an error page that calls itself a PNG. */
    IMAGE_IS_NONE(List.of(Endpoints.IMAGE));

    private final List<String> endpoints;

    Bug(List<String> endpoints) {
        this.endpoints = endpoints;
    }

    /** Where it is. */
    List<String> endpoints() {
        return endpoints;
    }

    /** As a plan calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Bug> of(String word) {
        return Arrays.stream(values()).filter(bug -> bug.word().equals(word)).findFirst();
    }

    static String valid() {
        return Arrays.stream(values()).map(Bug::word).collect(joining(", "));
    }
}
