package loadtest.standin.voucher;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import loadtest.settings.Secret;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Refusal;

/** Guards the voucher platform's endpoints with the secret that its callers share. */
public final class Bridge {
    private final byte[] secret;

    public Bridge(Secret secret) {
        this.secret = bytes(secret.reveal());
    }

    Api.Endpoint guard(Api.Endpoint endpoint) {
        return call -> {
            if (!MessageDigest.isEqual(
                    secret, bytes(call.header("x-bridge-secret").orElse("")))) {
                throw error(401, "unauthorized", "invalid bridge secret");
            }
            return endpoint.answer(call);
        };
    }

    /** The platform's common form of an error. */
    static Refusal error(int status, String error, String message) {
        return new Refusal(
                ApiAnswer.json(status, new JsonObject().put("error", error).put("message", message)));
    }

    /** 400 for a body that cannot be used. */
    static Refusal invalid(String message) {
        return error(400, "invalid_payload", message);
    }

    /** 422 for a key that came with another body before. */
    static Refusal keyOfAnother(String key) {
        return error(422, "idempotency_key_reused", "this " + key + " was used with another body before");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
