package loadtest.measure;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.commons.stats.KO$;
import io.gatling.core.action.Action;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.function.Function;
import scala.Option;

/**
 * Records a request that is refused before it is sent, as a failed sample of 0 ms with the reason. Gatling's own dummy
 * requests cannot carry a reason.
 */
public final class Unsent implements ActionBuilder {
    /** Replaces the HTTP status: the engine passes it on to the {@link EngineHook} and shows it nowhere. */
    static final String CODE = "unsent";

    private final String name;
    private final Function<Session, String> why;
    private volatile StatsEngine engine;

    private Unsent(String name, Function<Session, String> why) {
        this.name = name;
        this.why = why;
    }

    /** A step that records the refused request and marks the session as failed. */
    public static ChainBuilder request(String name, Function<Session, String> why) {
        var unsent = new Unsent(name, why);
        return exec(unsent).exec(unsent::count);
    }

    /** Adds no step to the scenario: it only obtains the statistics engine. */
    @Override
    public io.gatling.core.action.builder.ActionBuilder asScala() {
        return new io.gatling.core.action.builder.ActionBuilder() {
            @Override
            public Action build(ScenarioContext context, Action next) {
                engine = context.coreComponents().statsEngine();
                return next;
            }
        };
    }

    private Session count(Session session) {
        var now = System.currentTimeMillis();
        engine.logResponse(
                session.scenario(),
                session.asScala().groups(),
                name,
                now,
                now,
                KO$.MODULE$,
                Option.apply(CODE),
                Option.apply(why.apply(session)));
        return session.markAsFailed();
    }
}
