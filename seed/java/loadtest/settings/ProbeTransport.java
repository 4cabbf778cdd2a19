package loadtest.settings;

import com.google.common.base.Suppliers;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.util.TimeValue;

/** The connections of a {@link ProbeClient}: which route they take, and which certificates they accept. */
final class ProbeTransport {
    private ProbeTransport() {}

    static CloseableHttpClient client(Network network) {
        // Made where it is needed alone: reading all authorities takes its time.
        var tls = Suppliers.memoize(() -> tls(network));
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy((socket, host, port, attachment, context) ->
                        tls.get().upgrade(socket, host, port, attachment, context))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(ProbeClient.TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRoutePlanner(new ProxyRoutes(network.proxies()))
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "reached", ProxyRoutes::reached)
                .setUserAgent("loadtest")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static TlsSocketStrategy tls(Network network) {
        return ClientTlsStrategyBuilder.create()
                .setSslContext(UntrustedCertificate.context(network.authorities()))
                .setHostVerificationPolicy(HostnameVerificationPolicy.BUILTIN)
                .useSystemProperties()
                .buildClassic();
    }
}
