package loadtest.report.summary;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import loadtest.measure.GeneratorHealth;
import loadtest.measure.Timeline;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;
import loadtest.slo.AbortCriteria;
import loadtest.slo.Verdict;

/**
 * A run as one JSON file, from which every page about it is made. The fields of its unwrapped parts lie side by side in
 * the file. Times of day are ISO-8601 in UTC, response times are milliseconds, rates are per second.
 */
@JsonPropertyOrder("schema")
@JsonIgnoreProperties(value = "schema", allowGetters = true)
public record Summary(
        @JsonUnwrapped Identity identity,
        @JsonUnwrapped RunResult result,
        @JsonUnwrapped Conditions conditions,
        @JsonUnwrapped Traffic traffic,
        List<Verdict> verdicts,
        @JsonUnwrapped Observations observations,
        @JsonUnwrapped Remarks remarks) {

    /** Increase it when a field changes its meaning or is removed. */
    public static final int SCHEMA = 3;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Which run it is.
     *
     * @param invocation the name of the one that ran it and others; null in files of earlier versions
     * @param group the name of a run that several machines share; null where none is given
     * @param share which of these machines it was, such as {@code 2/3}; null where it ran alone
     */
    public record Identity(
            String scenario, String profile, String runId, String invocation, String group, String share) {
        /** Of a run on one machine. */
        public static Identity alone(String scenario, String profile, String runId, String invocation) {
            return new Identity(scenario, profile, runId, invocation, null, null);
        }
    }

    /** Of a run that did not happen, and why. */
    public static Summary notRun(Identity identity, Conditions conditions, String why) {
        return new Summary(
                identity,
                new RunResult(RunOutcome.NOT_RUN, false, List.of(why), List.of(why)),
                conditions,
                new Traffic(null, List.of(), null, null),
                List.of(),
                new Observations(null, List.of(), List.of(), null, null, null, List.of()),
                new Remarks(null, List.of()));
    }

    /**
     * The result.
     *
     * @param outcome null while the run goes on
     * @param judged whether the load came to its end, so that every promise was judged
     * @param reasons one for each missed promise, and for anything else that keeps the run from passing
     * @param otherReasons those of them that come from no verdict, such as an aborted load
     */
    @JsonPropertyOrder({"outcome", "passed", "judged", "reasons", "otherReasons"})
    @JsonIgnoreProperties(value = "passed", allowGetters = true)
    public record RunResult(RunOutcome outcome, boolean judged, List<String> reasons, List<String> otherReasons) {
        public RunResult {
            otherReasons = otherReasons == null ? List.of() : otherReasons;
        }

        @JsonProperty
        public boolean passed() {
            return outcome == RunOutcome.PASSED;
        }

        /** Whether a build goes on after it; false while the run goes on. */
        public boolean succeeded() {
            return outcome != null && outcome.succeeded();
        }
    }

    /**
     * Where, when and with what it ran.
     *
     * @param target host names only
     * @param targetVersion what the health answers of the target name as their version or commit; null where none does
     * @param rehearsal what went wrong on purpose in a stand-in, by name; empty in a run that is no rehearsal
     */
    public record Conditions(
            List<String> target,
            boolean standIn,
            String targetVersion,
            List<String> rehearsal,
            String started,
            String ended,
            Suite suite,
            GeneratorMachine machine) {
        public Conditions {
            rehearsal = rehearsal == null ? List.of() : List.copyOf(rehearsal); // earlier versions do not say
        }

        /** The target in words; empty where it is not known. */
        public String where() {
            return standIn ? "the stand-in" : String.join(", ", target);
        }
    }

    /**
     * What was sent, and what came back.
     *
     * @param overall null where nothing was sent
     * @param waba null where no scenario has a dispatcher
     * @param machines that shared the run and were merged, beside each other; empty of one that ran alone
     * @param scenarios each of a run of several; empty in a run of one
     */
    public record Traffic(
            Load load,
            List<RequestSummary> requests,
            RequestSummary overall,
            Waba waba,
            List<MachineSummary> machines,
            List<ScenarioSummary> scenarios) {
        public Traffic {
            machines = machines == null ? List.of() : List.copyOf(machines); // earlier versions have neither
            scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
        }

        /** Of a machine that ran alone, and one scenario. */
        public Traffic(Load load, List<RequestSummary> requests, RequestSummary overall, Waba waba) {
            this(load, requests, overall, waba, List.of(), List.of());
        }
    }

    /**
     * Further observations.
     *
     * @param timeline null where nothing has happened
     * @param resources null where no metrics endpoint is given
     * @param database null where no database is given
     * @param generator null where it was not watched
     * @param failed empty in files of earlier versions
     * @param abort how near each abort criterion was to its limit at the end
     */
    public record Observations(
            Timeline timeline,
            List<Slow> slowest,
            List<FailureSummary> failed,
            Resources resources,
            DatabaseActivity database,
            GeneratorHealth generator,
            List<AbortCriteria.AbortStatus> abort) {
        public Observations {
            failed = failed == null ? List.of() : failed;
        }
    }

    /**
     * Remarks for the reader.
     *
     * @param comparison null where no baseline was asked for
     * @param notes of the load: steps left out, accounts against the rate limit
     */
    public record Remarks(Comparison comparison, List<String> notes) {}

    /**
     * The versions that ran.
     *
     * @param commit of the suite, abbreviated; null where it is not run from a clone
     */
    public record Suite(String version, String commit, String gatling, String java) {}

    /** The machine that generated the load. */
    public record GeneratorMachine(int cores, long heapMegabytes, String os) {}

    /**
     * The planned load and the actual one.
     *
     * @param model {@code open} or {@code closed}; {@code mixed} where scenarios differ
     * @param steps as the scenario's file says them
     * @param planned users; null in a closed model
     * @param late users that started more than 100 ms after the plan; null in a closed model
     */
    public record Load(String model, List<String> steps, Long planned, long started, long finished, Long late) {
        public static final String MIXED = "mixed";

        /** @param open whether users arrive at a rate, however long the earlier ones take */
        public static String model(boolean open) {
            return open ? "open" : "closed";
        }
    }

    /**
     * What the dispatcher reported of WhatsApp's answers.
     *
     * @param failed batches that were not taken
     * @param rejected targets that it refused by a policy of its own, by reason; null in files of earlier versions
     */
    public record Waba(
            long accepted, long rateLimited, long failed, Map<Integer, Long> byCode, Map<String, Long> rejected) {}

    /** One of the slowest requests; its trace is null in files of earlier versions. */
    public record Slow(String time, String name, long millis, Integer code, boolean ok, Trace trace) {}

    @JsonProperty
    public int schema() {
        return SCHEMA;
    }

    /** Whether the target went wrong on purpose. Such a run is no baseline, no point of a trend and proves no readiness. */
    public boolean rehearsed() {
        return !conditions.rehearsal().isEmpty();
    }

    /** The outcome in words, for titles. */
    public String outcomeInWords() {
        return result.outcome() + (rehearsed() ? " (rehearsal)" : "");
    }

    /** The file's text. */
    public String json() throws IOException {
        return JSON.writeValueAsString(this);
    }
}
