package loadtest.truth;

import loadtest.testing.Trial;

/** Changes a setting of a row's run before the run starts. */
interface RowChange {
    void of(Trial trial) throws Exception;
}
