package loadtest.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.audit.Evidence;
import loadtest.audit.Ledger;
import loadtest.settings.Failure;
import loadtest.settings.Share;
import loadtest.share.ShareJson;
import loadtest.share.ShareSet;

/** What the shares of a run have recorded for its audit: all ledgers, and the database before the load. */
record UnitedEvidence(ShareSet set) {
    /**
     * Gives all of it to an audit.
     *
     * @return why the audit cannot judge, since it would not know what one of the shares sent; empty where it can
     */
    Optional<String> giveTo(Audit audit) {
        try {
            audit.evidence().ifPresent(this::giveBefore);
            return audit.ledger().flatMap(this::giveLedgers);
        } catch (RuntimeException e) {
            return Optional.of(Failure.line(e));
        }
    }

    private <T> void giveBefore(Evidence<T> evidence) {
        set.found(new Share(1, set.run().share().of()))
                .map(share -> share.folder().before())
                .filter(Files::isRegularFile)
                .ifPresent(file -> evidence.found(ShareJson.read(file, evidence.form())));
    }

    private <T> Optional<String> giveLedgers(Ledger<T> ledger) {
        for (var share : set.run().share().ofAllMachines()) {
            var file = set.found(share).map(found -> found.folder().ledger());
            if (file.filter(Files::isRegularFile).isEmpty()) {
                return Optional.of("nobody knows what share " + share + " was answered: "
                        + (file.isPresent() ? "it left no ledger" : "it is missing"));
            }
            add(ShareJson.read(file.get(), ledger.form()), ledger, file.get());
        }
        return Optional.empty();
    }

    private static <T> void add(T recorded, Ledger<T> ledger, Path file) {
        try {
            ledger.add(recorded);
        } catch (RuntimeException e) { // something is missing that every ledger has
            throw ShareJson.torn(file);
        }
    }
}
