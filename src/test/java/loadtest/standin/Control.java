package loadtest.standin;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loadtest.settings.BadInput;
import loadtest.standin.agent.RateLimit;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.database.Pristine;
import loadtest.standin.fault.ActivePlan;
import loadtest.standin.fault.Bug;
import loadtest.standin.fault.Endpoints;
import loadtest.standin.fault.FaultPlan;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Bodies;
import loadtest.standin.http.Call;
import loadtest.standin.http.Disruption;
import loadtest.standin.http.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lever of the stand-in, which no product has: takes fault plans, tells of them, and puts everything back. Programs
 * of this machine only; web pages that a browser of this machine shows are refused, too.
 */
final class Control {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    static final String FAULTS = "/control/faults";
    private static final int LONGEST_PLAN = 1 << 16; // bytes
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "::1");

    private final Disruption disruption;
    private final Pristine pristine;
    private final Map<String, RateLimit> rateLimits;
    private final AuthTokens tokens;
    private final PastPlans past = new PastPlans();

    /** @param rateLimits by their names in a plan */
    Control(Disruption disruption, Pristine pristine, Map<String, RateLimit> rateLimits, AuthTokens tokens) {
        this.disruption = disruption;
        this.pristine = pristine;
        this.rateLimits = rateLimits;
        this.tokens = tokens;
    }

    void register(Api api) {
        api.beside(HttpMethod.POST, FAULTS, guarded(this::take));
        api.beside(HttpMethod.GET, FAULTS, guarded(this::tell));
        api.beside(HttpMethod.DELETE, FAULTS, guarded(call -> ApiAnswer.json(200, arrive(FaultPlan.NONE))));
        api.beside(HttpMethod.GET, "/control/delays", guarded(this::delays));
        api.beside(HttpMethod.POST, "/control/reset", guarded(call -> reset()));
    }

    /**
     * Makes this plan the one that holds.
     *
     * @return what {@code GET /control/faults} says of it
     */
    synchronized JsonObject arrive(FaultPlan plan) throws SQLException {
        var doubles = plan.has(Bug.REDEEM_WITHOUT_STATE_CHECK);
        var asWanted = pristine.redeemedOnce(!doubles);
        rateLimits.forEach((name, limit) ->
                limit.change(Optional.ofNullable(plan.allowances().get(name))));
        tokens.live(plan.tokenLifetime());
        var active = replace(plan);
        LOG.warn("{}", describe(plan));
        var answer = standing(active);
        return asWanted
                ? answer
                : answer.put("note", "vouchers have two redeemed events; POST /control/reset before the next run");
    }

    private ActivePlan replace(FaultPlan plan) {
        past.add(disruption.plan().plan(), Instant.now());
        return disruption.arrive(plan);
    }

    /** With {@code since} also what went wrong on purpose from that time on, which a run asks for at its end. */
    private ApiAnswer tell(Call call) {
        var active = disruption.plan();
        var answer = standing(active);
        var since = call.query("since");
        try {
            since.map(Instant::parse)
                    .ifPresent(start -> answer.put("rehearsed", new JsonArray(past.since(start, active.plan()))));
            return ApiAnswer.json(200, answer);
        } catch (DateTimeParseException e) {
            throw new Refusal(400, "since is '" + since.orElse("") + "'; valid: a time such as 2030-01-31T12:00:00Z");
        }
    }

    /** One plan at a time: HOCON takes some hundred times the memory of its text while it is parsed. */
    private synchronized ApiAnswer take(Call call) throws SQLException {
        var bytes = Bodies.of(call.context()).getBytes();
        if (bytes.length > LONGEST_PLAN) {
            throw new Refusal(400, "fault plan: over " + LONGEST_PLAN + " bytes");
        }
        try {
            // Strictly: new String() would take any bytes.
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return ApiAnswer.json(200, arrive(FaultPlan.parse(text.toString(), "fault plan")));
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "fault plan: not a text in UTF-8");
        } catch (BadInput e) {
            throw new Refusal(400, e.getMessage());
        }
    }

    /** Faults first, so that nothing of the plan gets into what comes after. */
    private synchronized ApiAnswer reset() throws SQLException {
        var start = System.nanoTime();
        replace(FaultPlan.NONE);
        tokens.live(Optional.empty());
        rateLimits.values().forEach(limit -> {
            limit.change(Optional.empty());
            limit.clear();
        });
        pristine.restore();
        var millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return ApiAnswer.json(200, new JsonObject().put("status", "as new").put("millis", millis));
    }

    private ApiAnswer delays(Call call) {
        var wanted = call.query("endpoint").orElse("");
        var endpoints = Endpoints.matching(wanted);
        if (endpoints.size() != 1) {
            throw new Refusal(400, "endpoint is '" + wanted + "'; valid: one of " + String.join(", ", Endpoints.ALL));
        }
        var plan = disruption.plan();
        var millis = new JsonArray();
        plan.delays(endpoints.get(0)).forEach(nanos -> millis.add(nanos / 1_000 / 1_000.0));
        return ApiAnswer.json(
                200,
                new JsonObject()
                        .put("endpoint", endpoints.get(0))
                        .put("count", plan.delayed(endpoints.get(0)))
                        .put("millis", millis));
    }

    private static JsonObject standing(ActivePlan plan) {
        var faults = new JsonArray();
        plan.standings()
                .forEach(one -> faults.add(new JsonObject()
                        .put("name", one.fault().name())
                        .put("endpoints", new JsonArray(one.fault().endpoints()))
                        .put("seen", one.seen())
                        .put("struck", one.struck())));
        return new JsonObject().put("status", describe(plan.plan())).put("faults", faults);
    }

    private static String describe(FaultPlan plan) {
        return plan.names().isEmpty()
                ? "nothing goes wrong on purpose"
                : "going wrong on purpose: " + String.join(", ", plan.names());
    }

    private static Api.Endpoint guarded(Api.Endpoint endpoint) {
        return call -> {
            var request = call.context().request();
            var host = request.authority() == null ? "" : request.authority().host();
            if (!isOwn(request.remoteAddress().hostAddress(), host, call.header("origin"))) {
                throw new Refusal(403, "only programs of this machine may do this");
            }
            return endpoint.answer(call);
        };
    }

    /**
     * @param address of the client, as digits
     * @param host what the client calls the stand-in
     * @param origin the web page that the request comes from
     */
    static boolean isOwn(String address, String host, Optional<String> origin) {
        return isLoopback(address) && OWN_NAMES.contains(host.replaceAll("[\\[\\]]", "")) && origin.isEmpty();
    }

    private static boolean isLoopback(String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
