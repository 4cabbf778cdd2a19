package loadtest.measure;

/**
 * The key of a request's statistics. The scenario is part of it, since two products may share request names.
 *
 * @param scenario id of the scenario whose users send it
 * @param group of Gatling's report that it runs in; empty where it runs in none
 * @param name as the request is called in Gatling's report
 */
public record RequestKey(String scenario, String group, String name) {
    private static final String BETWEEN = " / ";

    /** Of a request in no group. */
    public RequestKey(String scenario, String name) {
        this(scenario, "", name);
    }

    /** The same in the group of its scenario, which a run of several scenarios has for each. */
    public RequestKey grouped() {
        return new RequestKey(scenario, scenario, name);
    }

    /** The name that tells it from those of other groups, as Gatling's report writes it. */
    public String path() {
        return path(group, name);
    }

    /** The same of anything that has a name: within a group such as {@code my_scenario / GET /x}. */
    public static String path(String group, String name) {
        return group.isEmpty() ? name : group + BETWEEN + name;
    }
}
