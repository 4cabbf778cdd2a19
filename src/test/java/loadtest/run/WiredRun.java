package loadtest.run;

import loadtest.audit.Audit;
import loadtest.target.Origins;

/**
 * A prepared scenario with what its simulation has handed over.
 *
 * @param origins its servers, and the calls that its journey makes
 * @param audit what this machine audits of it
 */
record WiredRun(PreparedRun run, Origins origins, Wiring wiring, Audit audit) {}
