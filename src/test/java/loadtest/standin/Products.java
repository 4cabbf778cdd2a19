package loadtest.standin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import loadtest.settings.Database;
import loadtest.standin.agent.Admission;
import loadtest.standin.agent.HealthRoutes;
import loadtest.standin.agent.Memberships;
import loadtest.standin.agent.OversightRoutes;
import loadtest.standin.agent.RateLimit;
import loadtest.standin.agent.SessionRoutes;
import loadtest.standin.agent.SyncRoutes;
import loadtest.standin.auth.AccountRoutes;
import loadtest.standin.auth.AuthAdminRoutes;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.auth.AuthUsers;
import loadtest.standin.auth.Keys;
import loadtest.standin.auth.Sessions;
import loadtest.standin.auth.TokenRoutes;
import loadtest.standin.database.Db;
import loadtest.standin.database.DemoData;
import loadtest.standin.fault.FaultPlan;
import loadtest.standin.http.Api;
import loadtest.standin.voucher.Bridge;
import loadtest.standin.voucher.CampaignRoutes;
import loadtest.standin.voucher.MetricsRoutes;
import loadtest.standin.voucher.StationRoutes;
import loadtest.standin.voucher.VoucherRoutes;

/** The endpoints of both products, and the settings that lead to them. */
final class Products {
    private final RateLimit userCalls = new RateLimit(60, Duration.ofMinutes(1), System::nanoTime);
    private final RateLimit batches = new RateLimit(1_200, Duration.ofMinutes(1), System::nanoTime);
    private final Keys keys;
    private final String address;
    private final AuthTokens tokens;

    /** @param address where they are served */
    Products(Keys keys, String address) {
        this.keys = keys;
        this.address = address;
        this.tokens = new AuthTokens(keys.jwt(), address + "/auth/v1");
    }

    void register(Api api, Db db) {
        var users = new AuthUsers(db);
        var admission = new Admission(tokens, userCalls);
        var memberships = new Memberships(db);
        var bridge = new Bridge(keys.bridge());
        new HealthRoutes(db).register(api);
        var sessions = new Sessions(db, tokens);
        new TokenRoutes(sessions, tokens).register(api);
        new AuthAdminRoutes(users, tokens).register(api);
        new AccountRoutes(users, sessions, tokens).register(api);
        admission.register(api);
        new SessionRoutes(db, admission).register(api);
        new OversightRoutes(db, admission, memberships).register(api);
        new SyncRoutes(db, admission, memberships).register(api);
        new VoucherRoutes(db, bridge, address).register(api);
        new CampaignRoutes(db, bridge, batches).register(api);
        new StationRoutes(db, bridge).register(api);
        new MetricsRoutes(db, tokens).register(api);
    }

    /** The rate limits that a fault plan may change, by its words for them. */
    Map<String, RateLimit> limits() {
        return Map.of(FaultPlan.AGENT_API, userCalls, FaultPlan.DISPATCHER, batches);
    }

    AuthTokens tokens() {
        return tokens;
    }

    /** The settings that point the suite and the seeder here, by variable; they hold secrets. */
    Map<String, String> variables(Database database, Path home) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PERF_BASE_URL", address);
        variables.put("PERF_ORG_SLUG", DemoData.ORG);
        variables.put("PERF_APP_BASE_URL", address);
        variables.put("PERF_VOUCHER_PREVIEW_URL", address + "/api/vouchers/preview");
        variables.put("PERF_CAMPAIGN_DISPATCH_URL", address + "/campaigns");
        variables.put("PERF_STATION_REDEEM_URL", address + "/redeem");
        variables.put("SUPABASE_URL", address);
        variables.put("SUPABASE_SERVICE_ROLE_KEY", tokens.serviceKey().reveal());
        variables.put(
                "SUPABASE_DB_URL",
                "postgresql://" + database.user() + ":" + database.password().reveal() + "@" + database.host() + ":"
                        + database.port() + "/" + database.name());
        variables.put("PERF_SUPABASE_METRICS_URL", address + "/customer/v1/privileged/metrics");
        variables.put("BRIDGE_SHARED_SECRET", keys.bridge().reveal());
        variables.put(
                "PERF_SUMMARY_PATH", home.resolve("perf_seed_summary.json").toString());
        return variables;
    }
}
