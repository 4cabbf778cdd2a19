package loadtest.standin.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import loadtest.standin.fault.Bug;
import loadtest.standin.fault.RequestFaults;

/** One request, as an endpoint sees it. */
public record Call(RoutingContext context) {
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name)).filter(value -> !value.isBlank());
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(value -> !value.isBlank());
    }

    String path(String name) {
        return context.pathParam(name);
    }

    /** Whether the fault plan gives the endpoint this bug now. */
    public boolean has(Bug bug) {
        return faults().has(bug);
    }

    /** The faults that apply to this request. */
    public RequestFaults faults() {
        return Disruption.faults(context);
    }

    /** A part of the path that is an id; empty if it is none. */
    public Optional<UUID> id(String name) {
        return uuid(path(name));
    }

    /**
     * The body, an object.
     *
     * @param refuse makes the refusal from what is wrong with it
     */
    public JsonObject body(Function<String, ? extends RuntimeException> refuse) {
        var body = Bodies.of(context);
        if (body.length() == 0) {
            throw refuse.apply("a JSON body is required");
        }
        return Json.object(body).orElseThrow(() -> refuse.apply("the body is not a JSON object"));
    }

    /** The body, an object; otherwise 400 with the reason. */
    public JsonObject body() {
        return body(reason -> new Refusal(400, reason));
    }

    /** The token of {@code Authorization: Bearer}. */
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .filter(token -> !token.isEmpty());
    }

    /** A field that is a text and not blank. */
    public static Optional<String> text(JsonObject body, String field) {
        return body.getValue(field) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    public static Optional<UUID> uuid(String text) {
        try {
            // fromString alone also takes shortened forms.
            return text != null && text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
