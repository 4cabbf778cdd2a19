package loadtest.slo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import loadtest.measure.RequestKey;
import loadtest.settings.DataFile;

/**
 * All promises of one scenario, as its file states them.
 *
 * @param scenario its id
 * @param group of the report that its requests run in, and in which every promise is named; empty for none
 * @param throughput of those requests that must keep up with the load
 * @param integrity names of the promises that an audit checks
 */
public record Slos(
        String scenario,
        String group,
        List<RequestSlo> requests,
        List<Budget> budgets,
        List<Throughput> throughput,
        List<String> integrity) {

    /**
     * @param scenario its id
     * @param file the whole scenario file
     * @throws loadtest.settings.BadInput for a word or value that is not of the vocabulary
     */
    public static Slos read(String scenario, DataFile file) {
        var failed = Limit.read(file, "failed");
        if (!failed.percent() && failed.value() > 0) {
            // Gatling's assertion on failures is a share; a count would be read as percent there and as a count here.
            throw file.wrong("failed", "0, or a share such as \"< 1 %\"");
        }
        var requests = file.child("requests");
        if (requests.words().isEmpty()) {
            throw file.wrong("requests", "a row for each request");
        }
        var budgets = file.child("budgets");
        return new Slos(
                scenario,
                "",
                requests.words().stream()
                        .map(name -> RequestSlo.read(new RequestKey(scenario, name), requests.child(name), failed))
                        .toList(),
                budgets.words().stream()
                        .map(name -> Budget.read(scenario, name, budgets.child(name)))
                        .toList(),
                throughput(scenario, file.child("throughput"), requests),
                file.list("integrity"));
    }

    private static List<Throughput> throughput(String scenario, DataFile data, DataFile requests) {
        for (var name : data.words()) {
            if (!requests.has(name)) {
                throw data.wrong(name, "a request of this scenario: " + String.join(", ", requests.words()));
            }
        }
        return data.words().stream()
                .map(name -> Throughput.read(new RequestKey(scenario, name), data.child(name), requests.child(name)))
                .toList();
    }

    /** The same promises without those on requests that will not be sent. */
    public Slos without(Set<String> names) {
        return new Slos(
                scenario,
                group,
                requests.stream().filter(slo -> !names.contains(slo.name())).toList(),
                budgets,
                throughput.stream()
                        .filter(slo -> !names.contains(slo.request().name()))
                        .toList(),
                integrity);
    }

    /** The same promises, with the names of requests that change nothing at the target: these may be sent again. */
    public Slos reading(Set<String> names) {
        return new Slos(
                scenario,
                group,
                requests.stream()
                        .map(slo -> names.contains(slo.name()) ? slo.reading() : slo)
                        .toList(),
                budgets,
                throughput,
                integrity);
    }

    /** The requests that users send only when they need them. */
    public Set<RequestKey> whenNeeded() {
        return requests.stream()
                .filter(RequestSlo::whenNeeded)
                .map(RequestSlo::request)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The longest response time that a 95th percentile may have; zero where none is limited. */
    Duration longestLatency() {
        return requests.stream()
                .flatMap(slo -> slo.p95().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The same promises on requests that run in the group of this scenario. */
    public Slos grouped() {
        return new Slos(
                scenario,
                scenario,
                requests.stream().map(RequestSlo::grouped).toList(),
                budgets,
                throughput.stream().map(Throughput::grouped).toList(),
                integrity);
    }

    /** The promises that the audits check. */
    List<Promise> integrityPromises() {
        return integrity.stream()
                .map(name -> Promise.kept(PromiseKind.INTEGRITY, scenario, name))
                .toList();
    }

    /** The requests that have a row. */
    public List<String> requestNames() {
        return requests.stream().map(RequestSlo::name).toList();
    }

    private static String sentOnce(Limit limit) {
        return ", sent once" + (limit.equals(Limit.NONE) ? "" : " (all but " + limit + ")");
    }

    private static String named(List<String> requests) {
        return requests.size() > 2 ? requests.size() + " requests" : String.join(", ", requests);
    }

    /** The promises, a line each. */
    public List<String> describe(boolean gatesLatency) {
        var lines = new ArrayList<String>();
        requests.forEach(slo -> lines.add(slo.name() + ": " + words(slo, gatesLatency)));
        lines.addAll(others(gatesLatency));
        return lines;
    }

    /** The promises for the plan: requests of which the same is promised share a line. */
    public List<String> summarise(boolean gatesLatency) {
        var alike = new LinkedHashMap<String, List<String>>();
        requests.forEach(slo -> alike.computeIfAbsent(words(slo, gatesLatency), words -> new ArrayList<>())
                .add(slo.name()));
        var lines = new ArrayList<String>();
        alike.forEach((words, names) -> lines.add(named(names) + ": " + words));
        lines.addAll(others(gatesLatency));
        return lines;
    }

    private static String words(RequestSlo slo, boolean gatesLatency) {
        var latency = new StringBuilder();
        slo.p95().ifPresent(limit -> latency.append("p95 " + Limit.under(limit) + ", "));
        slo.mean().ifPresent(limit -> latency.append("mean " + Limit.under(limit) + ", "));
        var informs = gatesLatency || latency.isEmpty() ? "" : " (latency for information)";
        return latency + "failed " + slo.failed()
                + slo.mostSentAgain().map(Slos::sentOnce).orElse("") + informs;
    }

    /** Those that are of no request alone. */
    private List<String> others(boolean gatesLatency) {
        var lines = new ArrayList<String>();
        budgets.forEach(budget -> lines.add(Wording.name(budget.promise())));
        for (var slo : throughput) {
            lines.add(Wording.name(slo.stated()) + " " + Wording.limit(slo.stated())
                    + (gatesLatency ? "" : " (for information)"));
        }
        lines.addAll(integrity);
        return lines;
    }
}
