package loadtest.slo;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import loadtest.measure.Achieved;
import loadtest.measure.RequestKey;
import loadtest.measure.Throttle;
import loadtest.settings.DataFile;

/**
 * The promise that the target keeps up with the load: so much of what was planned, or so many a minute, is answered with
 * success within the injection window.
 *
 * @param request one that each user of the profile sends once, where the limit is a share
 * @param atLeast a share of the planned users, or a rate
 * @param grace how long after the window an answer still counts: the response time that is promised
 */
public record Throughput(RequestKey request, Limit atLeast, Duration grace) {
    /** With fewer planned users one that comes a moment late is over 1 %. */
    private static final long FEWEST_USERS = 100;

    private static final long FEWEST_BATCHES = 10;
    private static final double HIGHEST_RATE = 1_000_000;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(%|per minute)");

    /**
     * What there was to be answered.
     *
     * @param users who arrive; empty in a closed model
     * @param throttle what this machine asks the dispatcher to keep to
     * @param machines that share the campaign and the rate
     */
    public record PlannedLoad(OptionalLong users, Throttle throttle, int machines) {
        private boolean dispatches() {
            return throttle.targets() > 0;
        }

        private double batches() {
            return throttle.targets() / throttle.batch();
        }
    }

    /** @param row of the request, whose limit on the 95th percentile is the grace */
    static Throughput read(RequestKey request, DataFile data, DataFile row) {
        data.only("at-least");
        var match = FORM.matcher(data.text("at-least").orElse("").strip());
        if (!match.matches()) {
            throw data.wrong("at-least", "a share of the planned users such as 95 %, or a rate such as 100 per minute");
        }
        var value = Double.parseDouble(match.group(1));
        var unit = match.group(2).equals("%") ? Limit.Unit.PERCENT : Limit.Unit.PER_MINUTE;
        if (value <= 0 || value > (unit == Limit.Unit.PERCENT ? 100 : HIGHEST_RATE)) {
            throw data.wrong("at-least", "a limit that can be missed and met: above 0, and 100 % at the most");
        }
        return new Throughput(
                request, new Limit(value, true, unit), Limit.latency(row, "p95").orElse(Duration.ZERO));
    }

    /** The promise as the scenario's file states it, whatever the load. */
    Promise stated() {
        return promise(atLeast);
    }

    /**
     * The promise under a load. A share of a closed model, whose arrivals the target decides on, is printed only. A rate
     * of batches is no higher than what the throttle lets the dispatcher send.
     */
    public Promise promise(PlannedLoad load) {
        if (atLeast.percent()) {
            return promise(load.users().isEmpty() ? null : atLeast);
        }
        var rate = Math.min(atLeast.value() / load.machines(), allowed(load));
        return promise(new Limit(rate, true, Limit.Unit.PER_MINUTE));
    }

    private static double allowed(PlannedLoad load) {
        return load.dispatches() ? load.throttle().batchesPerMinute() : Double.POSITIVE_INFINITY;
    }

    private Promise promise(Limit limit) {
        return new Promise(
                PromiseKind.THROUGHPUT, request.scenario(), request.name(), Statistic.THROUGHPUT, limit, null);
    }

    /**
     * Judges what was achieved. Few users or batches, and a load that was cut off, decide nothing.
     *
     * @param ended whether the load came to its end
     * @param gates whether a promise that is missed fails the run
     */
    public Verdict judge(PlannedLoad load, Achieved seen, boolean ended, boolean gates) {
        var promise = promise(load);
        var share = promise.limit() != null && promise.limit().percent();
        var planned = share ? Long.valueOf(load.users().orElseThrow()) : null;
        var value = share ? 100.0 * seen.answers() / planned : seen.perMinute();
        var why = undecided(load, promise, ended);
        var met = promise.limit() != null && value >= promise.limit().value();
        return new Verdict(
                promise,
                new Observation.Answered(value, seen.answers(), planned, seen.seconds()),
                seen.answers(),
                gates && why.isEmpty() ? Verdict.decided(met) : VerdictOutcome.PRINTED,
                why.isEmpty() ? throttled(load) : why);
    }

    private String undecided(PlannedLoad load, Promise promise, boolean ended) {
        if (promise.limit() == null) {
            return "no plan of arrivals in a closed model";
        }
        if (!ended) {
            return "the load was cut off";
        }
        var few = atLeast.percent() || !load.dispatches()
                ? load.users().orElse(FEWEST_USERS) < FEWEST_USERS
                : load.batches() < FEWEST_BATCHES;
        return few ? "few samples" : "";
    }

    private String throttled(PlannedLoad load) {
        return atLeast.percent() || allowed(load) >= atLeast.value() / load.machines()
                ? ""
                : "the throttle of " + Math.round(load.throttle().perMinute())
                        + " targets a minute lets no more be sent than that";
    }
}
