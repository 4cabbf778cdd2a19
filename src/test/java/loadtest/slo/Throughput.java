package loadtest.slo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import loadtest.measure.Achieved;
import loadtest.measure.RequestKey;
import loadtest.measure.Stats;
import loadtest.measure.Throttle;
import loadtest.settings.DataFile;
import loadtest.settings.Durations;

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
     * @param longerWait of a sender between batches, where it is longer than usual; else zero
     * @param machines that share the campaign and the rate
     */
    public record PlannedLoad(OptionalLong users, Throttle throttle, Duration longerWait, int machines) {
        private boolean dispatches() {
            return throttle.targets() > 0;
        }

        private double batches() {
            return throttle.targets() / throttle.batch();
        }

        /** Of a sender who takes its part of the list. */
        private double rounds() {
            return Math.ceil(Math.ceil(batches()) / Math.max(1, users.orElse(1)));
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

    /** The same of the request in the group of its scenario. */
    Throughput grouped() {
        return new Throughput(request.grouped(), atLeast, grace);
    }

    /** The promise as the scenario's file states it, whatever the load. */
    Promise stated() {
        return promise(atLeast);
    }

    /**
     * The promise under a load. A share of a closed model, whose arrivals the target decides on, is for information. A rate
     * of batches is no higher than what the throttle lets the dispatcher send. Where senders wait longer than usual, it is
     * no higher than what they reach at a target that keeps its response times.
     */
    public Promise promise(PlannedLoad load) {
        if (atLeast.percent()) {
            return promise(load.users().isEmpty() ? null : atLeast);
        }
        var rate = Math.min(whole(load), Math.min(allowed(load), reached(load)));
        return promise(new Limit(rate < atLeast.value() ? rounded(rate) : rate, true, Limit.Unit.PER_MINUTE));
    }

    /** Of this machine. */
    private double whole(PlannedLoad load) {
        return atLeast.value() / load.machines();
    }

    /** Down, to three digits: a third is nothing to be read to its end. */
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(3, RoundingMode.DOWN)).doubleValue();
    }

    private static double allowed(PlannedLoad load) {
        return load.dispatches() ? load.throttle().batchesPerMinute() : Double.POSITIVE_INFINITY;
    }

    /** All waits are the longest, and every answer takes what is promised of it, or what the whole rate leaves it. */
    private double reached(PlannedLoad load) {
        if (load.longerWait().isZero() || !load.dispatches()) {
            return Double.POSITIVE_INFINITY;
        }
        var waits = minutes(load.longerWait()) * (load.rounds() - 1);
        return load.batches() / (waits + Math.max(load.rounds() * minutes(grace), load.batches() / whole(load)));
    }

    private static double minutes(Duration time) {
        return time.toMillis() / 60_000.0;
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
                why.isEmpty() ? lessened(load) : why);
    }

    /**
     * The promise as a part of a load breaks it for certain: also if all users whom it lacks had been answered. Empty where
     * it is kept, or is a rate.
     *
     * @param users who came to it
     */
    Optional<Verdict> broken(long users, Stats part) {
        var answers = part == null ? 0 : part.ok();
        var missing = Math.max(0, FEWEST_USERS - users);
        return atLeast.percent() && 100.0 * (answers + missing) / (users + missing) < atLeast.value()
                ? Optional.of(new Verdict(
                        stated(),
                        new Observation.Answered(100.0 * answers / users, answers, users, 0),
                        answers,
                        VerdictOutcome.MISSED,
                        ""))
                : Optional.empty();
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

    private String lessened(PlannedLoad load) {
        if (!atLeast.percent() && reached(load) < Math.min(whole(load), allowed(load))) {
            return "more than that is not reached with a wait of " + Durations.seconds(load.longerWait())
                    + " s between batches";
        }
        return atLeast.percent() || allowed(load) >= whole(load)
                ? ""
                : "the throttle of " + Math.round(load.throttle().perMinute())
                        + " targets a minute lets no more be sent than that";
    }
}
