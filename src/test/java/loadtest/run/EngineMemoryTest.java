package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.commons.util.GatlingVersion;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineMemoryTest {
    @Test
    void theEngineAsksNobodyForItsNewestRelease() {
        var before = ProxySelector.getDefault();
        var asked = new Asked();
        ProxySelector.setDefault(asked);
        try {
            assertThat(GatlingVersion.LatestRelease().isEmpty()).isTrue();
        } finally {
            ProxySelector.setDefault(before);
        }
        assertThat(asked.addresses).isEmpty();
    }

    /** Sees each address that is asked for, and lets nobody through. */
    private static final class Asked extends ProxySelector {
        private final List<URI> addresses = new ArrayList<>();

        @Override
        public List<Proxy> select(URI address) {
            addresses.add(address);
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI address, SocketAddress socket, IOException e) {}
    }
}
