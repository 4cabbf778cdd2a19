package loadtest.slo;

import java.time.Duration;
import loadtest.settings.DataFile;

/**
 * The abort criterion on the dispatcher's backlog.
 *
 * @param over the longest time that the dispatcher may need for it, in whole minutes
 * @param window in which accepted targets count
 */
record BacklogRule(String scenario, String name, Duration over, Duration window) {

    static BacklogRule read(String scenario, String name, DataFile data, Duration window) {
        data.only("source", "over");
        var over = data.duration("over").orElse(Duration.ZERO);
        if (over.isZero() || over.toMillis() % Duration.ofMinutes(1).toMillis() != 0) {
            throw data.wrong("over", "whole minutes, such as 15 minutes");
        }
        return new BacklogRule(scenario, name, over, window);
    }

    Limit limit() {
        return new Limit(over.toMinutes(), true, Limit.Unit.MINUTES);
    }

    Promise promise() {
        return new Promise(PromiseKind.DISPATCHER, scenario, name, Statistic.BACKLOG, limit(), null);
    }
}
