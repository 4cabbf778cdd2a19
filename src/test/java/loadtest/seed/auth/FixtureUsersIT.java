package loadtest.seed.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import loadtest.seed.fixture.Change;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.testing.AuthServer;
import loadtest.testing.OnADeployment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixtureUsersIT extends OnADeployment {
    private static final int FEW = 10;
    private static final String OTHER_ID = "00000000-0000-0000-0000-0000000000aa";
    private static final String PASSWORD = "canary-Passw0rd";

    @Test
    void givesEachNewUserItsOwnRandomPassword() {
        staging.seed(FEW);

        assertThat(passwords()).hasSize(10).doesNotHaveDuplicates().allMatch(password -> password.length() >= 32);
    }

    @Test
    void leavesExistingPasswordsAloneUnlessOneIsSet() {
        staging.seed(FEW);
        staging.auth.requests.clear();
        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 0, 0, 10, 0));
        assertThat(staging.auth.count("PUT")).isZero();

        var report = staging.with("PERF_SEED_USER_PASSWORD", PASSWORD).seed(FEW);

        assertThat(passwords()).hasSize(10).containsOnly(PASSWORD);
        assertThat(report.users()).isEqualTo(new Change("users", 0, 0, 10, 0));
    }

    @Test
    void keepsThePasswordOutOfTheSummaryAndTheReport() throws Exception {
        var report = staging.with("PERF_SEED_USER_PASSWORD", PASSWORD).seed();

        assertThat(Files.readString(staging.summary)).doesNotContain(PASSWORD).doesNotContain(AuthServer.KEY);
        assertThat(report.text() + report).doesNotContain(PASSWORD).doesNotContain(AuthServer.KEY);
    }

    @Test
    void keepsTheIdOfAnEmailThatIsAlreadyThere() throws Exception {
        staging.execute("insert into auth.users (id, email, raw_app_meta_data) values ('" + OTHER_ID
                + "', 'perf.operator01@example.com', '{\"seedVersion\": \"perf-load-1\"}')");

        var report = staging.seed();

        assertThat(report.users()).isEqualTo(new Change("users", 9, 1, 0, 0));
        assertThat(staging.count("auth.users")).isEqualTo(10);
        assertThat(staging.value("select whatsapp_e164 from profiles where user_id = '" + OTHER_ID + "'"))
                .isEqualTo("+250780901001");
        assertThat(staging.count("voucher_events where actor_id = '" + OTHER_ID + "'"))
                .isEqualTo(staging.count("voucher_events join stations s on s.id = station_id"
                        + " where event_type = 'redeemed' and owner_contact = '+250780901001'"))
                .isPositive();
        assertThat(SeedSummary.read(report.summary())
                        .stationRedeemPayloads()
                        .get(1)
                        .operator()
                        .userId())
                .isEqualTo(OTHER_ID);
        assertThat(staging.seed().nothingChanged()).isTrue();
    }

    @Test
    void refusesAnAccountWithAFixturesAddressThatIsNotTheSeeders() throws Exception {
        staging.execute(
                "insert into auth.users (id, email) values ('" + OTHER_ID + "', 'perf.operator01@example.com')");
        var before = staging.value("select to_jsonb(u) from auth.users u");

        for (var run : List.<ThrowingCallable>of(
                () -> staging.seed(FEW), () -> staging.seeder(FEW).plan())) {
            assertThatThrownBy(run)
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(
                            "SUPABASE_URL: the auth server has an account under a fixture's address that"
                                    + " is not the seeder's")
                    .hasMessageContaining("perf.operator01@example.com (" + OTHER_ID + ")")
                    .hasMessageNotContaining("\n");
        }
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(FEW).remove();

        assertThat(staging.value("select to_jsonb(u) from auth.users u")).isEqualTo(before);
        assertThat(staging.auth.requests).extracting(AuthServer.Request::method).containsOnly("GET");
    }

    /** Older seeders left no mark, and gave the same ids. */
    @Test
    void anAccountUnderTheSeedersOwnIdIsItsOwn() throws Exception {
        staging.execute("insert into auth.users (id, email)"
                + " values ('cbc775a4-56f3-73eb-5e38-6b805f5c2b5f', 'perf.admin@example.com')");

        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 9, 1, 0, 0));
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void putsBackWhatWasChangedAndKeepsWhatIsNotOurs() throws Exception {
        staging.seed(FEW);
        staging.execute("update auth.users set raw_user_meta_data = raw_user_meta_data"
                + " || '{\"status\": \"deleted\", \"theme\": \"dark\"}' where email = 'perf.admin@example.com'");

        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 0, 1, 9, 0));
        assertThat(staging.value("select concat(raw_user_meta_data ->> 'status', raw_user_meta_data ->> 'theme')"
                        + " from auth.users where email = 'perf.admin@example.com'"))
                .isEqualTo("activedark");
    }

    @Test
    void asksForNoMoreThanFourAtATime() {
        staging.seed(FEW);

        assertThat(staging.auth.mostInFlight).hasValueBetween(1, 4);
    }

    @Test
    void getsThroughWhileTheServerIsBusy() {
        Stream.of(429, 500, 503, 502).forEach(status -> fault(status, "{}", status == 429 ? "0" : null));

        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 10, 0, 0, 0));
    }

    @Test
    void findsAUserWhoseCreationWasAnsweredWithAnError() throws Exception {
        staging.auth.loseNextCreation();

        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 9, 0, 1, 0));
        assertThat(staging.count("auth.users")).isEqualTo(10);
    }

    @Test
    void findsAUserWhoseCreationWasCutOff() throws Exception {
        staging.auth.breakNextCreation();

        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 9, 0, 1, 0));
        assertThat(staging.count("auth.users")).isEqualTo(10);
    }

    @Test
    void getsThroughWhereAConnectionBreaks() throws Exception {
        staging.auth.breakNext(2);
        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 10, 0, 0, 0));

        staging.auth.breakNext(2);
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":422,\"error_code\":\"email_exists\",\"msg\":\"x\"}",
                "{\"code\":\"email_exists\",\"message\":\"x\"}",
                "{\"code\":422,\"msg\":\"A user with this email address has already been registered\"}",
                "{\"code\":422,\"msg\":\"Email address already registered by another user\"}",
            })
    void knowsATakenEmailInEveryVersionOfTheServer(String body) throws Exception {
        staging.seed(FEW);
        for (var i = 0; i < 10; i++) {
            fault(404, "{\"code\":404,\"msg\":\"User not found\"}", null); // the look before anything is written
        }
        staging.auth.always("POST", new AuthServer.Fault(422, body, null));

        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 0, 0, 10, 0));
    }

    @Test
    void sendsASecretKeyInTheOneHeaderThatTakesIt() throws Exception {
        staging.with("SUPABASE_SERVICE_ROLE_KEY", AuthServer.SECRET_KEY);

        assertThat(staging.seed(FEW).users()).isEqualTo(new Change("users", 10, 0, 0, 0));
    }

    private void fault(int status, String body, String retryAfter) {
        staging.auth.faults.add(new AuthServer.Fault(status, body, retryAfter));
    }

    private Stream<String> passwords() {
        return staging.auth.requests.stream()
                .map(request -> request.body() == null ? MissingNode.getInstance() : request.body())
                .map(body -> body.path("password").textValue())
                .filter(Objects::nonNull);
    }
}
