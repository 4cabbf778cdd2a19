package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SqlErrorsTest {
    private static final Database DATABASE =
            new Database("db.abc.supabase.co", 5432, "postgres", "postgres", new Secret("canary-password"), Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08P01 | SASL authentication failed | check user and password",
                "08P01 | password authentication failed | check user and password",
                "28P01 | Wrong password | check user and password",
                "XX000 | Tenant or user not found | check the user, who is postgres.<project> at a pooler",
                "08P01 | no such database: app | check the database's name",
                "08P01 | no more connections allowed (max_client_conn) | the server is full",
                "XX000 | MaxClientsInSessionMode: max clients reached | the server is full",
                "XX000 | (EMAXCONN) max client connections reached, limit: 200 | the server is full",
                "53300 | remaining connection slots are reserved for roles with the SUPERUSER attribute | the server is full",
                "08P01 | transaction blocks not allowed in statement pooling mode | session or transaction mode",
                "08P01 | unsupported startup parameter: search_path | remove that parameter",
                "28000 | role \"ci\" is not permitted to log in | use a role that may log in",
                "28000 | no pg_hba.conf entry for host \"1.2.3.4\", user \"ci\", database \"app\", no encryption | only encrypted",
                "28000 | no pg_hba.conf entry for host \"1.2.3.4\", user \"ci\", database \"app\", SSL encryption"
                        + " | does not permit this user from this address",
                "28000 | SSL connection is required | only encrypted",
                "28000 | role \"ci\" does not exist | check user and password",
                "57P03 | the database system is starting up | wait until the server is ready",
                "08P01 | something never heard of | something never heard of (SQLSTATE 08P01); nothing was changed",
            })
    void whatAServerSaidIsPassedOn(String state, String said, String advice) {
        var error = new PSQLException(new ServerErrorMessage("SFATAL\0C" + state + "\0M" + said + "\0"));

        assertThat(SqlErrors.whenConnecting(DATABASE, error))
                .hasMessageContaining("db.abc.supabase.co:5432 refused")
                .hasMessageContaining(said)
                .hasMessageContaining(advice)
                .hasMessageNotContainingAny("can be reached", "\n");
        assertThat(SqlErrors.whenReading(DATABASE, error)).hasMessageContaining(said);
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "(Connection refused)"),
                Arguments.of(new UnknownHostException("db.abc.supabase.co"), "(its name is unknown)"),
                Arguments.of(new SocketTimeoutException("Connect timed out"), "(no answer in time)"),
                Arguments.of(new SocketException("Connection reset"), "(something there ended the connection)"),
                Arguments.of(new SocketException("Network is unreachable"), "use the address of its pooler"),
                Arguments.of(new NoRouteToHostException("No route to host"), "use the address of its pooler"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void aServerThatIsNotReachedIsSaidToBeThat(IOException cause, String said) {
        var error = new PSQLException("The connection attempt failed.", PSQLState.CONNECTION_UNABLE_TO_CONNECT, cause);

        assertThat(new Unreached(DATABASE, error, host -> new InetAddress[1]).text())
                .startsWith("no Postgres can be reached at db.abc.supabase.co:5432 (")
                .contains(said)
                .doesNotContain("its addresses");
    }

    @Test
    void theAddressesOfANameAreListed() throws Exception {
        var all = new InetAddress[] {InetAddress.getByName("192.0.2.7"), InetAddress.getByName("2001:db8::7")};
        var error = new PSQLException(
                "refused", PSQLState.CONNECTION_UNABLE_TO_CONNECT, new ConnectException("Connection refused"));

        assertThat(new Unreached(DATABASE, error, host -> all).text())
                .isEqualTo("no Postgres can be reached at db.abc.supabase.co:5432 (Connection refused); its addresses"
                        + " are 192.0.2.7, 2001:db8:0:0:0:0:0:7; check host, port and network");
    }

    /** Nobody is asked where the driver itself does not accept the address. */
    @ParameterizedTest
    @CsvSource({"socketTimeout=soon", "targetServerType=best", "gssEncMode=maybe"})
    void aWrongParameterOfTheDriverIsSaidToBeThat(String parameter) throws Exception {
        try (var server = new ServerSocket(0)) {
            var url = "postgresql://u:canary@127.0.0.1:" + server.getLocalPort() + "/app?" + parameter;

            assertThatThrownBy(() -> SeederLogin.connect(database(url)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("SUPABASE_DB_URL: the driver does not accept the address (")
                    .hasMessageContaining("check the parameters behind its '?'")
                    .hasMessageNotContainingAny("canary", "\n");
        }
    }

    /** The driver gives up by itself: it was reached, and nobody refused. */
    @Test
    void whatTheDriverCannotDoIsSaidInItsWords() throws Exception {
        try (var server = new ServerSocket(0)) {
            var answering = new Thread(() -> askForKerberos(server));
            answering.start();
            var url = "postgresql://u:canary@127.0.0.1:" + server.getLocalPort()
                    + "/app?sslmode=disable&gssEncMode=disable";

            assertThatThrownBy(() -> SeederLogin.connect(database(url)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("SUPABASE_DB_URL: no connection to the Postgres at 127.0.0.1:")
                    .hasMessageContaining(inTheDriversWords(2))
                    .hasMessageNotContainingAny("canary", "\n");
            answering.join();
        }
    }

    /** Which it has in several languages. */
    private static String inTheDriversWords(int type) {
        return GT.tr(
                "The authentication type {0} is not supported. Check that you have configured the pg_hba.conf file to"
                        + " include the client''s IP address or subnet, and that it is using an authentication scheme"
                        + " supported by the driver.",
                type);
    }

    private static void askForKerberos(ServerSocket server) {
        try (var client = server.accept()) {
            client.getInputStream().read(new byte[1_000]);
            client.getOutputStream()
                    .write(ByteBuffer.allocate(9)
                            .put((byte) 'R')
                            .putInt(8)
                            .putInt(2)
                            .array());
            client.getOutputStream().flush();
            client.getInputStream().read();
        } catch (IOException e) {
            // the client's own business
        }
    }

    private static Database database(String url) {
        return Settings.of(Map.of("SUPABASE_DB_URL", url)).supabase().database().orElseThrow();
    }
}
