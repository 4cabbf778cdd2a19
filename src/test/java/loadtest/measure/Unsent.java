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
 * A request that is refused before it is sent: one failed sample of its name that took no time. Gatling's own dummy
 * requests cannot say why they failed.
 */
public final class Unsent implements ActionBuilder {
    /** In place of the HTTP status: the engine hands it on to the {@link EngineHook} and shows it nowhere. */
    static final String CODE = "unsent";

    private final String name;
    private final Function<Session, String> why;
    private volatile StatsEngine engine;

    private Unsent(String name, Function<Session, String> why) {
        this.name = name;
        this.why = why;
    }

    /** The step that counts it; the session has failed then. */
    public static ChainBuilder request(String name, Function<Session, String> why) {
        var unsent = new Unsent(name, why);
        return exec(unsent).exec(unsent::count);
    }

    /** Costs a user nothing: it only looks whom to tell. */
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
