package loadtest.truth;

import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;

/** Holds as many stand-ins as rows run at the same time; each serves one row at a time. */
final class Benches implements AutoCloseable {
    private final BlockingDeque<Bench> idle = new LinkedBlockingDeque<>();
    private final Queue<Bench> all = new ConcurrentLinkedQueue<>();

    /** Runs one row and judges it; a row that cannot be run is judged as failed, with the reason. */
    JudgedRow run(TruthRow row) {
        var bench = idle.pollFirst();
        try {
            if (bench == null) {
                bench = new Bench();
                all.add(bench);
            }
            return JudgedRow.of(RowRun.of(row, bench));
        } catch (Exception | AssertionError e) {
            return JudgedRow.notRun(row, e);
        } finally {
            if (bench != null) {
                idle.addFirst(bench);
            }
        }
    }

    @Override
    public void close() {
        all.forEach(Bench::close);
    }
}
