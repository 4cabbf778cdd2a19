package loadtest.run;

/**
 * A line for the plan, the verdict and the summary.
 *
 * @param onRateLimit whether it explains answers with 429, and so is a reason where such answers come
 */
record RunNote(String text, boolean onRateLimit) {
    static RunNote of(String text) {
        return new RunNote(text, false);
    }

    /** The same for readers who must be told of which scenario it is; unchanged where there is only one. */
    RunNote within(String scenario) {
        return scenario.isEmpty() ? this : new RunNote(scenario + ": " + text, onRateLimit);
    }
}
