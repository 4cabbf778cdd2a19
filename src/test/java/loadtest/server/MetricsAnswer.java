package loadtest.server;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.regex.Pattern;
import loadtest.settings.ProbeClient;
import loadtest.settings.ProbeFailure;
import loadtest.settings.ServerAnswer;

/**
 * The answer of a metrics endpoint: metrics, or why there are none.
 *
 * @param text the metrics, or null where there are none
 * @param problem why there are none; of what was received only a redirect's address and the reason in a JSON body,
 *     masked
 * @param page whether the address is a page for people, or leads elsewhere
 */
record MetricsAnswer(String text, String problem, boolean page) {
    /** The address of a project's page for people at Supabase. */
    private static final Pattern DASHBOARD =
            Pattern.compile("https://supabase\\.com/dashboard/project/([a-z0-9]+)\\b.*");

    private static final String ENDPOINT = "/customer/v1/privileged/metrics";

    static MetricsAnswer of(URI url, ProbeClient.Response response, boolean withKey) {
        var answer = ServerAnswer.of(response);
        var status = response.statusCode();
        if (status / 100 == 3) {
            var to = answer.redirect().isEmpty() ? "a redirect without an address" : answer.described();
            return new MetricsAnswer(null, to + ", which is not followed; set " + endpoint(url), true);
        }
        if (status == 200 && (answer.isPage() || response.body().stripLeading().startsWith("<"))) {
            return new MetricsAnswer(null, "a page for people; set " + endpoint(url), true);
        }
        var reason = answer.reason().map(why -> " (" + why + ")").orElse("");
        if (status == 401 || status == 403) {
            return failed("status " + status + (withKey ? ": the key is refused" : ": asked without a key") + reason);
        }
        return status == 200 ? new MetricsAnswer(response.body(), "", false) : failed("status " + status + reason);
    }

    /** @param where which way, and at which addresses it was tried, for the end of a sentence */
    static MetricsAnswer of(Throwable error, long timeoutSeconds, String where) {
        var certificate = ProbeFailure.certificate(error);
        if (certificate.isPresent()) {
            return failed(certificate.get());
        }
        if (error instanceof HttpTimeoutException) {
            return failed("no whole answer within " + timeoutSeconds + " s");
        }
        if (error instanceof ConnectException) {
            return failed("nobody answers there" + where);
        }
        return failed(
                error instanceof ProbeClient.TooLong
                        ? "the answer is too long"
                        : error.getClass().getSimpleName());
    }

    static MetricsAnswer failed(String why) {
        return new MetricsAnswer(null, why, false);
    }

    static String endpoint(URI page) {
        var project = DASHBOARD.matcher(page.toString());
        return project.matches()
                ? "https://" + project.group(1) + ".supabase.co" + ENDPOINT
                : "..." + ENDPOINT + " of the project";
    }
}
