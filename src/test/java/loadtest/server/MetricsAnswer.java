package loadtest.server;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.regex.Pattern;
import loadtest.settings.ProbeClient;
import loadtest.settings.ProbeFailure;

/**
 * What an answer of a metrics endpoint is worth.
 *
 * @param text the metrics, or null where there are none
 * @param trouble why there are none, in words without anything that was sent or received
 * @param page whether people were meant to read it
 */
record MetricsAnswer(String text, String trouble, boolean page) {
    /** Where Supabase shows a project to people. */
    private static final Pattern DASHBOARD =
            Pattern.compile("https://supabase\\.com/dashboard/project/([a-z0-9]+)\\b.*");

    private static final String ENDPOINT = "/customer/v1/privileged/metrics";

    static MetricsAnswer of(URI url, ProbeClient.Response response, boolean withKey) {
        var status = response.statusCode();
        var type = response.headers().firstValue("content-type").orElse("");
        if (status / 100 == 3
                || status == 200
                        && (type.contains("html")
                                || response.body().stripLeading().startsWith("<"))) {
            return new MetricsAnswer(null, "a page for people; set " + endpoint(url), true);
        }
        if (status == 401 || status == 403) {
            return failed("status " + status + (withKey ? ": the key is refused" : ": asked without a key"));
        }
        return status == 200 ? new MetricsAnswer(response.body(), "", false) : failed("status " + status);
    }

    /** @param where which way, and at which addresses it was tried, for the end of a sentence */
    static MetricsAnswer of(Throwable trouble, long patienceSeconds, String where) {
        var certificate = ProbeFailure.certificate(trouble);
        if (certificate.isPresent()) {
            return failed(certificate.get());
        }
        if (trouble instanceof HttpTimeoutException) {
            return failed("no whole answer within " + patienceSeconds + " s");
        }
        if (trouble instanceof ConnectException) {
            return failed("nobody answers there" + where);
        }
        return failed(
                trouble instanceof ProbeClient.TooLong
                        ? "the answer is too long"
                        : trouble.getClass().getSimpleName());
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
