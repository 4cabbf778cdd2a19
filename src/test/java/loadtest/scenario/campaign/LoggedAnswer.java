package loadtest.scenario.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import loadtest.scenario.campaign.LoggedText.Kept;
import loadtest.scenario.campaign.ResponseLog.Answer;
import loadtest.settings.PhoneNumbers;

/**
 * An answer of the dispatcher as it waits to be logged: whole in what the contract names, bounded in what it does not.
 *
 * @param answer without its body
 * @param bytes of the body
 * @param counts of the contract's that the body has
 * @param sentTo the targets that were sent to, in the order of the request; empty where the answer does not say which
 * @param messageIds in the dispatcher's order
 * @param rejections of the dispatcher
 * @param leftOut number of ids and rejections beyond what any batch can have
 * @param rest what the contract does not name, or all of a body that is no JSON object
 */
record LoggedAnswer(
        Answer answer,
        int bytes,
        Map<String, Object> counts,
        List<String> sentTo,
        List<Kept> messageIds,
        List<Rejection> rejections,
        int leftOut,
        Kept rest) {
    /** Targets of one batch, at the most. */
    private static final int MOST = 1_000;

    /** Of one target. */
    record Rejection(Kept msisdn, Kept reason) {}

    static LoggedAnswer of(Answer answer, LoggedText texts) {
        var body = DispatchLedger.parse(answer.body());
        var ids = body.at("/waba/messageIds");
        var rejected = body.path("rejected");
        return new LoggedAnswer(
                answer.withoutBody(),
                answer.body().getBytes(StandardCharsets.UTF_8).length,
                counts(body),
                answer.status() / 100 == 2 ? sentTo(answer.attempt().targets(), body) : List.of(),
                first(ids).map(id -> texts.kept(text(id), LoggedText.FIELD)).toList(),
                first(rejected)
                        .map(one -> new Rejection(
                                texts.kept(text(one.path("msisdn")), LoggedText.FIELD),
                                texts.kept(text(one.path("reason")), LoggedText.FIELD)))
                        .toList(),
                Math.max(0, ids.size() - MOST) + Math.max(0, rejected.size() - MOST),
                texts.kept(rest(answer, body), LoggedText.BODY));
    }

    /** All that are not rejected, where the dispatcher accepted just as many; with any throttled, nobody can tell. */
    private static List<String> sentTo(List<String> targets, JsonNode body) {
        var rejected = body.path("rejected").findValuesAsText("msisdn").stream()
                .map(PhoneNumbers::digits)
                .collect(Collectors.toSet());
        var others = targets.stream()
                .filter(target -> !rejected.contains(PhoneNumbers.digits(target)))
                .toList();
        var allAreTargets = others.size() + rejected.size() == targets.size()
                && rejected.size() == body.path("rejected").size();
        return allAreTargets && body.path("accepted").asLong() == others.size() ? others : List.of();
    }

    private static Map<String, Object> counts(JsonNode body) {
        var counts = new LinkedHashMap<String, Object>();
        for (var name : List.of("accepted", "throttled")) {
            counts.put(
                    name, body.path(name).isIntegralNumber() ? body.path(name).asLong() : null);
        }
        var waba = body.path("waba");
        var ofWhatsApp = new LinkedHashMap<String, Object>();
        ofWhatsApp.put("accepted", waba.path("accepted").asLong());
        ofWhatsApp.put("rateLimited", waba.path("rateLimited").asLong());
        ofWhatsApp.put("messageIds", waba.path("messageIds").size());
        counts.put("waba", waba.isMissingNode() ? null : ofWhatsApp);
        return counts;
    }

    /** What no field holds. */
    private static String rest(Answer answer, JsonNode body) {
        if (!body.isObject()) {
            return answer.body();
        }
        ObjectNode rest = body.deepCopy();
        remove(rest, "accepted", rest.path("accepted").isIntegralNumber());
        remove(rest, "throttled", rest.path("throttled").isIntegralNumber());
        remove(
                rest,
                "batchReference",
                text(rest.path("batchReference")).equals(answer.attempt().batchReference()));
        remove(
                rest,
                "rejected",
                rest.path("rejected").isArray() && all(rest.path("rejected")).allMatch(LoggedAnswer::isRejection));
        if (rest.path("waba") instanceof ObjectNode waba) {
            remove(waba, "accepted", waba.path("accepted").isIntegralNumber());
            remove(waba, "rateLimited", waba.path("rateLimited").isIntegralNumber());
            remove(
                    waba,
                    "messageIds",
                    waba.path("messageIds").isArray() && waba.path("messageIds").size() <= MOST);
            remove(rest, "waba", waba.isEmpty());
        }
        return rest.isEmpty() ? "" : rest.toString();
    }

    private static void remove(ObjectNode from, String name, boolean known) {
        if (known) {
            from.remove(name);
        }
    }

    private static boolean isRejection(JsonNode one) {
        var names = one.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        return Set.of("msisdn", "reason").containsAll(names);
    }

    private static Stream<JsonNode> first(JsonNode list) {
        return list.isArray() ? all(list).limit(MOST) : Stream.empty();
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String text(JsonNode value) {
        return value.isTextual() || value.isMissingNode() ? value.asText() : value.toString();
    }
}
