package loadtest.measure;

import java.util.Optional;

/**
 * One request as Gatling's report sees it.
 *
 * @param scenario id of the scenario whose user sent it
 * @param group the outermost group it ran in, or empty
 * @param start milliseconds since the epoch
 * @param millis response time, as Gatling measures it
 * @param ok whether all checks held
 * @param code the HTTP status; empty where no response came
 * @param message why it failed; empty where it did not
 * @param sent whether a request was sent; one that was refused before has failed and has no response time
 */
public record Sample(
        String scenario,
        String group,
        String name,
        long start,
        int millis,
        boolean ok,
        Optional<Integer> code,
        Optional<String> message,
        boolean sent) {

    /** A sample of a request that was sent. */
    public Sample(
            String scenario,
            String group,
            String name,
            long start,
            int millis,
            boolean ok,
            Optional<Integer> code,
            Optional<String> message) {
        this(scenario, group, name, start, millis, ok, code, message, true);
    }

    public RequestKey key() {
        return new RequestKey(scenario, group, name);
    }

    /** When it ended, in milliseconds since the epoch. */
    public long end() {
        return start + millis;
    }

    /** The same by a clock that is so many milliseconds ahead. */
    Sample later(long by) {
        return new Sample(scenario, group, name, start + by, millis, ok, code, message, sent);
    }
}
