package loadtest.target;

import java.util.List;
import java.util.Optional;
import loadtest.settings.DataFile;

/**
 * What a scenario's room hands over to the harness: its file names the classes, each by its package and name below
 * {@code loadtest.scenario}, such as {@code redeem.RedeemAudit}.
 *
 * @param fixtures whether the fixtures of a run are there, asked before every load; absent for scenarios without any
 * @param doctor what the doctor asks beside that
 * @param audited what its audit can look into, by name
 */
public record Room(Optional<ReadinessCheck> fixtures, Optional<ReadinessCheck> doctor, List<String> audited) {
    private static final String ROOMS = "loadtest.scenario.";

    static Room read(DataFile data) {
        return new Room(check(data, "fixtures"), check(data, "doctor"), audited(data));
    }

    private static Optional<ReadinessCheck> check(DataFile data, String word) {
        return data.text(word).map(name -> {
            try {
                return (ReadinessCheck)
                        Class.forName(ROOMS + name).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw data.wrong(
                        word,
                        "a " + ReadinessCheck.class.getSimpleName() + " below " + ROOMS
                                + "*, such as redeem.RedeemFixtures, with a constructor without arguments");
            }
        });
    }

    private static List<String> audited(DataFile data) {
        return data.text("audit")
                .map(name -> {
                    try {
                        var promises = (List<?>) Class.forName(ROOMS + name)
                                .getDeclaredField("PROMISES")
                                .get(null);
                        return promises.stream().map(String::valueOf).toList();
                    } catch (ReflectiveOperationException | ClassCastException e) {
                        throw data.wrong(
                                "audit",
                                "an audit below " + ROOMS
                                        + "*, such as redeem.RedeemAudit, with a public list PROMISES of what it finds");
                    }
                })
                .orElse(List.of());
    }
}
