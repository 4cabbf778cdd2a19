package loadtest.journey;

import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;
import java.util.function.Function;

/** A step that shows somebody the session and changes nothing in it. */
final class Telling {
    private Telling() {}

    static Function<Session, Session> to(Consumer<Session> listener) {
        return session -> {
            listener.accept(session);
            return session;
        };
    }
}
