package loadtest.measure;

/**
 * Which request of which scenario: two products may share the names of their requests.
 *
 * @param scenario id of the scenario whose users send it
 * @param name as the request is called in Gatling's report
 */
public record RequestKey(String scenario, String name) {}
