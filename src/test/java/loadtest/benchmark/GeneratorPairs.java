package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The runs of one load, in which the real simulation and the bare one take turns, and what they cost. */
final class GeneratorPairs {
    private final TourLoad load;
    private final List<String> flags;
    private final ServerProcess server;
    private final Path folder;
    private final List<MeasuredProcess> ours = new ArrayList<>();
    private final List<MeasuredProcess> bare = new ArrayList<>();
    private double busiestServer;

    /** @param flags of the JVM of our runs */
    GeneratorPairs(TourLoad load, List<String> flags, ServerProcess server, Path folder) {
        this.load = load;
        this.flags = flags;
        this.server = server;
        this.folder = folder;
    }

    /** Who comes first changes from pair to pair, so that neither profits from its place. */
    void run(int pairs, BenchmarkReport report) throws IOException, InterruptedException {
        for (var pair = 1; pair <= pairs; pair++) {
            var place = folder.resolve(load.requests() + "-" + pair);
            Map<String, Long> first;
            Map<String, Long> second;
            if (pair % 2 == 0) {
                first = ours(place.resolve("ours"));
                second = bare(place.resolve("bare"));
            } else {
                first = bare(place.resolve("bare"));
                second = ours(place.resolve("ours"));
            }
            requireWhole(first, second);
            report.progress("pair " + pair + " of " + pairs + ": ours "
                    + MeasuredProcess.seconds(last(ours).cpu()) + " s, bare "
                    + MeasuredProcess.seconds(last(bare).cpu()) + " s");
        }
    }

    private Map<String, Long> ours(Path place) throws IOException, InterruptedException {
        return measured(ours, () -> load.ours(place, server.url(), flags));
    }

    private Map<String, Long> bare(Path place) throws IOException, InterruptedException {
        return measured(bare, () -> load.bare(place, server.url()));
    }

    private interface Measurement {
        TourLoad.Run take() throws IOException, InterruptedException;
    }

    /** @return how many requests of each name were right */
    private Map<String, Long> measured(List<MeasuredProcess> into, Measurement measurement)
            throws IOException, InterruptedException {
        var before = server.cpu();
        var run = measurement.take();
        into.add(run.cost());
        busiestServer =
                Math.max(busiestServer, MeasuredProcess.seconds(server.cpu().minus(before)) / load.seconds());
        return run.counts();
    }

    /** @throws IllegalStateException unless both sent the whole load, and all answers were right */
    private void requireWhole(Map<String, Long> first, Map<String, Long> second) {
        var whole = BareTour.requests().stream().collect(Collectors.toMap(name -> name, name -> (long) load.users()));
        if (!first.equals(whole) || !second.equals(whole)) {
            throw new IllegalStateException("this pair is void, since its two loads are not the same: " + first
                    + " and " + second + ", and " + whole + " are planned");
        }
    }

    void addTo(BenchmarkTable table, MedianRange floor) {
        table.row(
                load.requests(),
                load.requestsPerSecond(),
                MeasuredProcess.cpu(ours),
                MeasuredProcess.cpu(bare),
                ratio(),
                floor,
                MeasuredProcess.peak(ours),
                MeasuredProcess.peak(bare),
                wall(ours),
                wall(bare));
    }

    /** CPU of ours to that of the bare one, pair by pair. */
    MedianRange ratio() {
        return MedianRange.ratios(MeasuredProcess.seconds(ours), MeasuredProcess.seconds(bare));
    }

    MedianRange peak() {
        return MeasuredProcess.peak(ours);
    }

    /** The largest share of one core that the server used while a load was sent, from 0 to 1. */
    double busiestServer() {
        return busiestServer;
    }

    private static MedianRange wall(List<MeasuredProcess> runs) {
        return MedianRange.of(
                runs.stream().map(run -> MeasuredProcess.seconds(run.wall())).toList(), "s", 1);
    }

    private static MeasuredProcess last(List<MeasuredProcess> runs) {
        return runs.get(runs.size() - 1);
    }
}
