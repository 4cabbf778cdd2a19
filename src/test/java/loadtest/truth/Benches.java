package loadtest.truth;

import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;

/** As many stand-ins as rows run at the same time; each serves one row at a time. */
final class Benches implements AutoCloseable {
    private final BlockingDeque<Bench> idle = new LinkedBlockingDeque<>();
    private final Queue<Bench> all = new ConcurrentLinkedQueue<>();

    /** Runs one row; a line that tells of the trouble where that cannot be done. */
    Line run(Row row) {
        var bench = idle.pollFirst();
        try {
            if (bench == null) {
                bench = new Bench();
                all.add(bench);
            }
            return Line.of(Course.of(row, bench));
        } catch (Exception | AssertionError e) {
            return Line.troubled(row, e);
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
