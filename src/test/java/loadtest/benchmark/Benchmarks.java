package loadtest.benchmark;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;

/**
 * Measures the speed of one of our parts, as ratios to a floor in the same run:
 * {@code mvn test-compile exec:java@benchmark -Dbenchmark=seeding}. Exits with 2, and one line on standard error, for a
 * benchmark that there is not, and with 1 for one that fails.
 */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of(
            "recording", out -> Recording.usual().run(out),
            "seeding", out -> Seeding.chosen().run(out)));

    /** One that can be chosen by its name. */
    interface Benchmark {
        /**
         * Measures, and prints what was measured.
         *
         * @throws BadInput for an option that is not of its form
         */
        void run(PrintStream out) throws Exception;
    }

    private Benchmarks() {}

    public static void main(String[] arguments) {
        try {
            named(System.getProperty("benchmark", "")).run(System.out);
        } catch (BadInput e) {
            System.err.println(Failure.line(e));
            System.exit(2);
        } catch (Throwable e) {
            System.err.println("the benchmark has failed: " + Failure.line(e));
            System.exit(1);
        }
    }

    static Benchmark named(String name) {
        if (!ALL.containsKey(name)) {
            throw BadInput.in("-Dbenchmark", name, String.join(", ", ALL.keySet()));
        }
        return ALL.get(name);
    }
}
