package loadtest.run;

import java.util.ArrayList;
import java.util.Set;
import loadtest.settings.BadInput;
import loadtest.target.ScenarioFile;

/** Requires an SLO row for every request of the journeys, and a request for every row. */
final class Promised {
    private Promised() {}

    /**
     * @param leftOut requests that this run does not send
     * @param built the names of all requests in its journeys
     * @throws BadInput naming each request without a row, and each row without a request
     */
    static void require(ScenarioFile file, Set<String> leftOut, Set<String> built) {
        var rows = file.slos().without(leftOut).requestNames();
        var wrong = new ArrayList<String>();
        built.stream()
                .filter(name -> !rows.contains(name) && !leftOut.contains(name))
                .forEach(name -> wrong.add("no row for '" + name + "': add \"" + name + "\" { p95 = 900 ms }"));
        rows.stream()
                .filter(name -> !built.contains(name))
                .forEach(name -> wrong.add("'" + name + "' is a request that no journey makes: remove it"));
        if (!wrong.isEmpty()) {
            throw new BadInput("scenarios/" + file.scenario().id() + ".conf: requests: " + String.join("; ", wrong));
        }
    }
}
