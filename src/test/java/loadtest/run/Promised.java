package loadtest.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import loadtest.settings.BadInput;

/** Nothing is sent without a promise, and nothing is promised of what is never sent. */
final class Promised {
    private Promised() {}

    /**
     * @param rows of the scenario's file, without those that were left out of this run
     * @param built the names of all requests in the journeys of this run
     * @throws BadInput naming each request without a row, and each row without a request
     */
    static void require(String scenario, Collection<String> rows, Collection<String> built) {
        var wrong = new ArrayList<String>();
        without(built, rows)
                .forEach(name -> wrong.add("no row for '" + name + "': add \"" + name + "\" { p95 = 900 ms }"));
        without(rows, built).forEach(name -> wrong.add("'" + name + "' is a request that no journey makes: remove it"));
        if (!wrong.isEmpty()) {
            throw new BadInput("scenarios/" + scenario + ".conf: requests: " + String.join("; ", wrong));
        }
    }

    private static List<String> without(Collection<String> names, Collection<String> others) {
        var rest = new TreeSet<>(names);
        rest.removeAll(List.copyOf(others));
        return List.copyOf(rest);
    }
}
