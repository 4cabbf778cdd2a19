package loadtest.slo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import loadtest.measure.Lateness;

/** Renders promises and observations, the same way for Gatling's report, the plan, every table and every file. */
final class Wording {
    private static final double MEGABYTE = 1 << 20;

    private static final String NO_LIMIT = "no limit";

    private Wording() {}

    /** Such as {@code POST /redeem p95}; the name of a budget ends with its limit. */
    static String name(Promise promise) {
        return switch (promise.kind()) {
            case REQUEST ->
                promise.subject() + " "
                        + promise.statistic().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case BUDGET -> promise.subject() + " " + promise.limit();
            case THROUGHPUT -> promise.subject() + " throughput";
            case INTEGRITY, SCHEDULE, BASELINE, DISPATCHER, SHARES, ABORT, CAPACITY, DRIFT -> promise.subject();
        };
    }

    /** Such as {@code < 500 ms}, {@code all but at most 2}, or {@code no exception} for a promise without a number. */
    static String limit(Promise promise) {
        return switch (promise.statistic()) {
            case KEPT -> promise.kind() == PromiseKind.BASELINE ? "none beyond the noise" : "no exception";
            case SENT_ONCE -> allBut(promise.limit());
            case SAMPLES -> "at least " + Limit.number(promise.limit().value());
            case THROUGHPUT -> atLeast(promise.limit());
            case LATE_USERS, LATE_SECONDS ->
                promise.limit() + ", or " + (Schedule.FEWEST - 1) + ", over " + Lateness.TOLERATED_MILLIS + " ms late";
            case CAPACITY -> "a step that holds";
            case P95_RISE, FAILED_RISE, CONNECTIONS_RISE -> promise.limit() + " more";
            case MEMORY_FALL -> promise.limit() + " less";
            default -> promise.limit() == null ? NO_LIMIT : promise.limit().toString();
        };
    }

    /** Such as {@code 612 ms}, {@code 1.33 % (4)} or {@code 1 of 60 sent again}, or what an audit found: the fault before what was fine. */
    static String actual(Verdict verdict) {
        var seen = verdict.seen();
        if (seen instanceof Observation.Measured measured) {
            return measured(verdict, measured);
        }
        if (seen instanceof Observation.Late late) {
            return late(verdict, late);
        }
        if (seen instanceof Observation.Started started) {
            return started.planned() - started.users() + " of " + started.planned() + " users did not start";
        }
        if (seen instanceof Observation.Answered answered) {
            return answered(answered);
        }
        if (seen instanceof Capacity capacity) {
            return climbed(capacity);
        }
        if (seen instanceof Observation.Drifted drifted) {
            return drifted(verdict.promise(), drifted);
        }
        if (seen instanceof Observation.Found found) {
            return found.words();
        }
        if (seen instanceof Observation.Unaudited unaudited) {
            return unaudited(verdict.missed(), unaudited.why());
        }
        return "none";
    }

    private static String late(Verdict verdict, Observation.Late late) {
        var what = verdict.promise().statistic() == Statistic.LATE_USERS ? "users" : "seconds";
        return String.format(
                Locale.ROOT,
                "%.2f %% (%d of %d %s), the latest %d ms",
                late.value(),
                late.late(),
                late.all(),
                what,
                late.worstMillis());
    }

    /** Users of an open model. */
    static String perSecond(double users) {
        return BigDecimal.valueOf(users)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + " per second";
    }

    /** The promises that a step broke, each with its limit. */
    static String broken(List<Verdict> broke) {
        return broke.stream()
                .map(one -> one.name() + " is " + one.actual()
                        + (one.promise().kind() == PromiseKind.BUDGET ? "" : ", limit " + one.limit()))
                .collect(Collectors.joining("; "));
    }

    private static String climbed(Capacity seen) {
        if (seen.brokeAt() != null) {
            return seen.words() + "; " + perSecond(seen.brokeAt()) + " did not: " + broken(seen.broke());
        }
        return seen.words()
                + (Double.valueOf(seen.ceiling()).equals(seen.held())
                        ? ", which is the ceiling"
                        : "; what is above could not be judged, up to " + perSecond(seen.ceiling()));
    }

    private static String drifted(Promise promise, Observation.Drifted seen) {
        return (seen.of() == null ? "" : seen.of() + " ")
                + switch (promise.statistic()) {
                    case P95_RISE ->
                        String.format(
                                Locale.ROOT,
                                "from %.0f to %.0f ms (%+.0f %%)",
                                seen.first(),
                                seen.last(),
                                100 * (seen.last() - seen.first()) / Math.max(1, seen.first()));
                    case FAILED_RISE -> String.format(Locale.ROOT, "from %.2f to %.2f %%", seen.first(), seen.last());
                    case MEMORY_FALL ->
                        String.format(
                                Locale.ROOT,
                                "from %.0f to %.0f MB available",
                                seen.first() / MEGABYTE,
                                seen.last() / MEGABYTE);
                    default -> String.format(Locale.ROOT, "from %.0f to %.0f", seen.first(), seen.last());
                };
    }

    /** @param missed whether the audit was required */
    static String unaudited(boolean missed, String why) {
        return (missed ? "could not be audited: " : "not audited: ") + why;
    }

    private static String atLeast(Limit limit) {
        return limit == null
                ? NO_LIMIT
                : "at least " + Limit.number(limit.value()) + " " + limit.unit().sign()
                        + (limit.percent() ? " of planned" : "");
    }

    private static String answered(Observation.Answered seen) {
        return seen.planned() == null
                ? String.format(
                        Locale.ROOT, "%.1f per minute (%d in %.1f s)", seen.value(), seen.answers(), seen.seconds())
                : String.format(Locale.ROOT, "%.2f %% (%d of %d)", seen.value(), seen.answers(), seen.planned());
    }

    private static String allBut(Limit limit) {
        return limit == null ? NO_LIMIT : limit.value() == 0 ? "all" : "all but " + limit;
    }

    private static String measured(Verdict verdict, Observation.Measured seen) {
        var promise = verdict.promise();
        if (promise.statistic() == Statistic.SENT_ONCE) {
            return seen.hits() == 0
                    ? "all " + verdict.samples()
                    : seen.hits() + " of " + verdict.samples() + " sent again";
        }
        if (promise.statistic().isLatency()) {
            return Math.round(seen.value()) + " ms";
        }
        if (promise.statistic() == Statistic.LATE_START) {
            return Math.abs(Math.round(seen.value())) + " ms " + (seen.value() < 0 ? "early" : "late");
        }
        if (promise.statistic() == Statistic.BACKLOG) {
            return String.format(Locale.ROOT, "%.1f min (%d waiting)", seen.value(), seen.hits());
        }
        return promise.limit().percent()
                ? String.format(Locale.ROOT, "%.2f %% (%d)", seen.value(), seen.hits())
                : String.valueOf(seen.hits());
    }
}
