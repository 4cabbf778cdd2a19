package loadtest.standin.voucher;

import java.sql.ResultSet;
import java.sql.SQLException;
import loadtest.standin.http.ApiAnswer;

/**
 * The answer kept under an idempotency key.
 *
 * @param payload its body, as JSON
 * @param request the fingerprint of the body that it answers
 */
record KeptAnswer(String payload, String request) {
    static final String BY_KEY = "select payload::text, request from idempotency_keys where key = ?";

    /** A row of {@link #BY_KEY}. */
    static KeptAnswer of(ResultSet row) throws SQLException {
        return new KeptAnswer(row.getString(1), row.getString(2));
    }

    /**
     * Answers the same request once more.
     *
     * @param fingerprint of the request at hand
     * @param name of the key, as its sender knows it
     * @throws loadtest.standin.http.Refusal with 422, if the key was used with another body
     */
    ApiAnswer repeated(int status, String fingerprint, String name) {
        if (!fingerprint.equals(request)) {
            throw Bridge.keyOfAnother(name);
        }
        return ApiAnswer.json(status, payload);
    }
}
