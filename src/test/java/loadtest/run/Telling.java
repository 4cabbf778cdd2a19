package loadtest.run;

import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;
import java.util.function.Function;

/** A step that shows somebody the session and changes nothing in it. */
public final class Telling {
    private Telling() {}

    public static Function<Session, Session> to(Consumer<Session> listener) {
        return session -> {
            listener.accept(session);
            return session;
        };
    }
}
