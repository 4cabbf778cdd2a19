package loadtest.measure;

/**
 * The key of a request's statistics. The scenario is part of it, since two products may share request names.
 *
 * @param scenario id of the scenario whose users send it
 * @param name as the request is called in Gatling's report
 */
public record RequestKey(String scenario, String name) {}
