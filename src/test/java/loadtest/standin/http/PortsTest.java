package loadtest.standin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aTakenPortIsReportedAsSuch() {
        assertThat(Ports.unavailable(3000, new BindException("Address already in use: bind")))
                .hasMessageStartingWith("port 3000 of 127.0.0.1 is taken; stop what listens there");
        assertThat(Ports.unavailable(80, new BindException("Permission denied\n (Bind failed)")))
                .hasMessage("port 80 of 127.0.0.1 cannot be listened on: Permission denied (Bind failed);"
                        + " choose another: -Dport=3001 or PERF_STANDIN_PORT=3001");
        assertThat(Ports.unavailable(80, new IllegalStateException()))
                .hasMessageContaining("cannot be listened on: null");
    }
}
