package loadtest.run;

import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;
import java.util.function.Function;

/** A step of a journey that hands its session to a listener and leaves it as it is. */
public final class SessionHook {
    private SessionHook() {}

    public static Function<Session, Session> of(Consumer<Session> listener) {
        return session -> {
            listener.accept(session);
            return session;
        };
    }
}
