package loadtest.truth;

/** Something that happens before a row's load or during it. */
interface RowEvent {
    void happen(RowRun run, Bench bench) throws Exception;
}
