package loadtest.run;

import loadtest.target.Origins;

/**
 * A prepared scenario with what its simulation has handed over.
 *
 * @param origins its servers, and the calls that its journey makes
 */
record WiredRun(PreparedRun run, Origins origins, Wiring wiring) {

    /**
     * Completes a prepared run, and has its audit read the state before the load.
     *
     * @throws loadtest.settings.BadInput where requests and promises do not fit, or the audit cannot begin
     */
    static WiredRun of(PreparedRun run, Origins origins, Wiring wiring) {
        Promised.require(run.file(), run.leftOut(), origins.calls().names());
        wiring.audit().before();
        return new WiredRun(run.reading(origins.calls().reading()), origins, wiring);
    }
}
