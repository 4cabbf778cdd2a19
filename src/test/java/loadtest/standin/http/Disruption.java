package loadtest.standin.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.standin.fault.ActivePlan;
import loadtest.standin.fault.Effect;
import loadtest.standin.fault.FaultPlan;
import loadtest.standin.fault.RequestFaults;

/** Applies the fault plan to every request. Delays wait on a timer, not in a thread. */
public final class Disruption {
    private static final String FAULTS = "faults";

    /** Lets the end of a plan also end the freeze of requests that wait already. */
    private static final long LONGEST_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Vertx vertx;
    private volatile ActivePlan plan = new ActivePlan(FaultPlan.NONE, System::nanoTime);

    Disruption(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Replaces the plan. */
    public ActivePlan arrive(FaultPlan next) {
        plan = new ActivePlan(next, System::nanoTime);
        return plan;
    }

    public ActivePlan plan() {
        return plan;
    }

    /** The faults that apply to this request. */
    static RequestFaults faults(RoutingContext context) {
        RequestFaults faults = context.get(FAULTS);
        return faults == null ? RequestFaults.NONE : faults;
    }

    /**
     * Answers one request.
     *
     * @param endpoint as in {@link loadtest.standin.fault.Endpoints}
     * @param whenBroken what the endpoint says when it fails by itself
     * @param work the endpoint; not asked where a fault answers in its place
     */
    void answer(RoutingContext context, String endpoint, ApiAnswer whenBroken, Supplier<Future<ApiAnswer>> work) {
        var arrived = System.nanoTime();
        var faults = plan.faultsOf(endpoint);
        context.put(FAULTS, faults);
        var answered = plan.frozenNanos() <= 0
                ? answer(context, endpoint, whenBroken, faults, work)
                : thawed().compose(thawed -> answer(context, endpoint, whenBroken, faults, work));
        answered.onSuccess(answer -> deliver(context, answer, faults, arrived))
                .onFailure(cause -> fail(context, cause));
    }

    /** When it is due, which without faults is at once. */
    private void deliver(RoutingContext context, ApiAnswer answer, RequestFaults faults, long arrived) {
        var early = faults.delayNanos() == 0 ? 0 : arrived + faults.delayNanos() - System.nanoTime();
        if (early <= 0 && plan.frozenNanos() <= 0) {
            Delivery.send(vertx, context.request(), answer, faults);
        } else {
            after(early)
                    .compose(late -> thawed())
                    .onSuccess(thawed -> Delivery.send(vertx, context.request(), answer, faults))
                    .onFailure(cause -> fail(context, cause));
        }
    }

    /** A timer is cancelled when the stand-in stops, since no client waits for these answers any more. */
    private static void fail(RoutingContext context, Throwable cause) {
        if (cause instanceof CancellationException) {
            context.request().connection().close();
        } else {
            context.fail(cause);
        }
    }

    private static Future<ApiAnswer> answer(
            RoutingContext context,
            String endpoint,
            ApiAnswer whenBroken,
            RequestFaults faults,
            Supplier<Future<ApiAnswer>> work) {
        var lostAtOnce = faults.effect(Effect.Drop.class)
                .filter(drop -> !drop.afterWork())
                .isPresent();
        if (lostAtOnce || context.response().closed()) {
            return Future.succeededFuture(whenBroken);
        }
        return faults.effect(Effect.Status.class)
                .map(status -> Future.succeededFuture(ContractErrors.of(endpoint, status, whenBroken)))
                .orElseGet(work);
    }

    /** When no freeze is on. */
    private Future<Void> thawed() {
        var frozen = plan.frozenNanos();
        return frozen <= 0
                ? Future.succeededFuture()
                : after(Math.min(frozen, LONGEST_NAP_NANOS)).compose(nap -> thawed());
    }

    private Future<Void> after(long nanos) {
        return nanos <= 0 ? Future.succeededFuture() : vertx.timer(nanos, TimeUnit.NANOSECONDS);
    }
}
