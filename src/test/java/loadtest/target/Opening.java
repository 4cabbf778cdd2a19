package loadtest.target;

import java.util.Optional;
import loadtest.settings.Settings;

/**
 * A target that is being opened.
 *
 * @param settings those that were given
 * @param standIn which starts meanwhile; empty where the target is a deployment
 */
public record Opening(Settings settings, Optional<StandInProcess.Starting> standIn) {
    /** @throws loadtest.settings.BadInput if the stand-in does not start */
    public Target await() {
        var process = standIn.map(StandInProcess.Starting::ready);
        var aimed = process.map(
                one -> settings.aimedAt(Settings.of(one.variables())).inForce());
        return new Target(aimed.orElse(settings), process);
    }

    /** Whether something can be done while a stand-in starts. */
    public boolean isUnderWay() {
        return standIn.isPresent();
    }
}
