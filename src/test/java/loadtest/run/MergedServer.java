package loadtest.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.report.history.StoredSummary;
import loadtest.report.summary.Summary;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;
import loadtest.settings.Share;
import loadtest.settings.TimeStamp;
import loadtest.share.ShareSet;

/**
 * What the server said of itself to the machines of a merged run. All asked the same one, so that of each kind of figure
 * the best reading stands for all; what failed is said.
 */
final class MergedServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * By one machine.
     *
     * @param conditions of its run
     * @param resources empty where they are not as every run writes them, and so the database
     */
    private record Seen(
            Share share,
            Summary.Conditions conditions,
            Optional<Resources> resources,
            Optional<DatabaseActivity> database) {

        /** By the summary in its folder. */
        static Seen of(Share share, Summary summary) {
            var observed = summary.observations();
            return new Seen(
                    share,
                    summary.conditions(),
                    whole(observed.resources()).filter(Seen::isInColumns),
                    whole(observed.database()).filter(Seen::isInRows));
        }

        Optional<String> version() {
            return Optional.ofNullable(conditions.targetVersion());
        }

        /** Empty where a field is missing that every run writes. */
        private static <T> Optional<T> whole(T figures) {
            return Optional.ofNullable(figures)
                    .filter(one -> JSON.valueToTree(one).valueStream().noneMatch(JsonNode::isNull));
        }

        /** As every run writes its readings: each has its time, and a place in every column. */
        private static boolean isInColumns(Resources read) {
            var columns = List.of(
                    read.cpuPercent(),
                    read.load1(),
                    read.memoryAvailableBytes(),
                    read.networkBytesPerSecond(),
                    read.connections(),
                    read.transactionsPerSecond(),
                    read.databaseBytes(),
                    read.queryMillisPerSecond());
            return columns.stream()
                            .allMatch(column -> column.size() == read.times().size())
                    && read.times().stream()
                            .allMatch(time -> time != null && TimeStamp.of(time).isPresent());
        }

        private static boolean isInRows(DatabaseActivity read) {
            return Stream.concat(read.tables().stream(), read.statements().stream())
                    .noneMatch(Objects::isNull);
        }

        int readings() {
            return resources().map(Resources::readings).orElse(0);
        }
    }

    private final List<Seen> all;

    private MergedServer(List<Seen> all) {
        this.all = all;
    }

    /** @param set of shares, of which one that was killed has no summary */
    static ServerSide of(ShareSet set) {
        var all = new ArrayList<Seen>();
        for (var share : set.shares()) {
            try {
                var summary = StoredSummary.read(share.folder().run().resolve("summary.json"));
                all.add(Seen.of(share.share(), summary));
            } catch (RuntimeException e) {
                // a share that was killed has none, and one that is torn or of another schema says nothing
            }
        }
        return new MergedServer(all).seen();
    }

    private ServerSide seen() {
        var resources = all.stream()
                .filter(one -> one.resources().isPresent())
                .max(first(Comparator.comparingInt(Seen::readings)));
        var database = all.stream()
                .filter(one -> one.database().isPresent())
                .max(first(Comparator.comparingInt(MergedServer::complete)));
        var notes = new ArrayList<String>();
        resources
                .filter(one -> one.readings() > 0)
                .ifPresent(one -> notes.add("the server's metrics are those that share " + one.share() + " read"));
        database.ifPresent(one -> notes.add("the database's statistics are those that share " + one.share() + " read"));
        database.map(one -> one.database().orElseThrow().mayLack())
                .filter(words -> !words.isEmpty())
                .ifPresent(words -> notes.add("database statistics: " + words));
        notes.addAll(troubles());
        versions().ifPresent(notes::add);
        return new ServerSide(
                all.stream().flatMap(one -> one.version().stream()).findFirst(),
                resources.flatMap(Seen::resources).orElse(null),
                database.flatMap(Seen::database).orElse(null),
                all.stream()
                        .flatMap(one -> one.conditions().rehearsal().stream())
                        .distinct()
                        .toList(),
                notes);
    }

    /** Of equals the first. */
    private static Comparator<Seen> first(Comparator<Seen> by) {
        return by.thenComparing(
                Comparator.comparingInt((Seen one) -> one.share().part()).reversed());
    }

    private static int complete(Seen one) {
        var read = one.database().orElseThrow();
        return (read.trouble().isEmpty() ? 2 : 0) + (read.mayLack().isEmpty() ? 1 : 0);
    }

    /** What failed, in a line for all to whom the same did. */
    private List<String> troubles() {
        var troubled = new LinkedHashMap<String, List<Share>>();
        all.forEach(one -> troubles(one).forEach(words -> troubled.computeIfAbsent(words, none -> new ArrayList<>())
                .add(one.share())));
        return troubled.entrySet().stream()
                .map(trouble -> {
                    var others = trouble.getValue().size() - 1;
                    return "share " + trouble.getValue().get(0) + (others == 0 ? "" : " and " + others + " more") + ": "
                            + trouble.getKey();
                })
                .toList();
    }

    private static Stream<String> troubles(Seen one) {
        var metrics = one.resources()
                .filter(read -> read.failed() > 0)
                .map(read -> read.failed() + " of " + (read.failed() + read.readings())
                        + " readings of the server's metrics failed: " + read.trouble());
        var database = one.database()
                .map(DatabaseActivity::trouble)
                .filter(words -> !words.isEmpty())
                .map(words -> "database statistics: " + words);
        return Stream.of(metrics, database).flatMap(Optional::stream);
    }

    /** The target was another one to some of them; empty where it was the same. */
    private Optional<String> versions() {
        var told = all.stream().filter(one -> one.version().isPresent()).toList();
        return told.stream().map(one -> one.version().get()).distinct().count() <= 1
                ? Optional.empty()
                : Optional.of("the target's version was not the same to all: "
                        + String.join(
                                ", ",
                                told.stream()
                                        .map(one -> "share " + one.share() + " "
                                                + one.version().get())
                                        .toList()));
    }
}
