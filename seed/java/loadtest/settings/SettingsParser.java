package loadtest.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Parses {@link Settings} from variables, section by section of {@code reference.conf}. */
final class SettingsParser {
    private static final Config REFERENCE =
            ConfigFactory.parseResources(SettingsParser.class.getClassLoader(), "reference.conf");

    private SettingsParser() {}

    /** @throws BadInput naming the variable, for a value that is not of its form */
    static Settings parse(Map<String, String> variables) {
        // The origin of each value is its variable, so that a wrong one can be named.
        var origins = new HashMap<String, Object>();
        variables.forEach((name, value) -> origins.put(name, ConfigValueFactory.fromAnyRef(value, name)));
        var options = ConfigResolveOptions.defaults().setUseSystemEnvironment(false);
        var config = REFERENCE
                .withFallback(ConfigValueFactory.fromMap(origins))
                .resolve(options)
                .getConfig("loadtest");
        var network = Network.of(new SettingsSection(config.getConfig("network")));
        var run = run(config);
        return new Settings(
                run,
                watching(config),
                comparing(config),
                Tracing.of(
                        new SettingsSection(config.getConfig("tracing")),
                        run.staticHeaders().keySet()),
                agent(config),
                vouchers(config),
                campaign(config),
                servers(config),
                supabase(config, network.authorities()),
                seed(config),
                network);
    }

    private static Settings.Run run(Config config) {
        var run = new SettingsSection(config.getConfig("run"));
        return new Settings.Run(
                run.text("profile").orElseThrow(),
                run.text("length").map(time -> LoadLength.parse(run.name("length"), time)),
                run.text("simulation").orElseThrow(),
                run.list("scenarios"),
                run.path("outputDir").orElseThrow(),
                run.path("outputFile"),
                StaticHeaders.parse(run.name("staticHeaders"), run.text("staticHeaders")),
                run.headerSecret("bridgeSecret"),
                Share.parse(run.name("share"), run.text("share").orElseThrow()),
                run.text("group").map(name -> RunGroup.parse(run.name("group"), name)),
                run.text("startAt").map(time -> StartTime.parse(run.name("startAt"), time)),
                run.path("faults"),
                run.list("confirmTarget"),
                run.pattern("stagingPattern"));
    }

    private static Settings.Watching watching(Config config) {
        var watching = new SettingsSection(config.getConfig("watching"));
        return new Settings.Watching(
                LivePage.of(watching, "live"),
                watching.wholeNumber("livePort", 0, 65_535),
                watching.flag("engine"),
                watching.flag("debug"));
    }

    private static Settings.Comparing comparing(Config config) {
        var comparing = new SettingsSection(config.getConfig("comparing"));
        return new Settings.Comparing(
                comparing.text("baseline"),
                comparing.flag("gates"),
                comparing.wholeNumber("tolerancePercent", 0, 1_000),
                comparing.wholeNumber("toleranceMillis", 0, 60_000));
    }

    private static Settings.AgentApi agent(Config config) {
        var agent = new SettingsSection(config.getConfig("agent"));
        return new Settings.AgentApi(
                agent.text("email"),
                agent.secret("password"),
                agent.text("orgSlug"),
                agent.text("engagementId"),
                agent.bearerToken("bearerToken"),
                agent.flag("tokenReuse"),
                agent.path("personaFile"),
                agent.wholeNumber("rateLimitPerMinute", 1, 1_000_000));
    }

    private static Settings.Vouchers vouchers(Config config) {
        var voucher = new SettingsSection(config.getConfig("voucher"));
        return new Settings.Vouchers(
                voucher.headerName("idempotencyHeader"),
                voucher.headerValue("idempotencyPrefix"),
                voucher.documents("documents"),
                voucher.flag("randomAmount"));
    }

    private static Settings.Campaign campaign(Config config) {
        var campaign = new SettingsSection(config.getConfig("campaign"));
        return new Settings.Campaign(
                campaign.text("campaignId"),
                campaign.wholeNumber("batchSize", 1, 1_000),
                campaign.wholeNumber("targetsPerMinute", 1, 1_000_000),
                campaign.wholeNumber("maxInFlight", 1, 100_000),
                campaign.text("sandboxNumber"),
                campaign.secret("sandboxToken"),
                campaign.path("responseLog"),
                campaign.flag("responseLogPhones"),
                Dispatching.of(campaign));
    }

    private static Servers servers(Config config) {
        var servers = config.getConfig("servers");
        var bases = new SettingsSection(servers.getConfig("bases"));
        var urls = new SettingsSection(servers.getConfig("urls"));
        var bearers = new SettingsSection(servers.getConfig("bearers"));
        var headers = new SettingsSection(servers.getConfig("headers"));
        var methods = new SettingsSection(servers.getConfig("methods"));
        var addresses = new HashMap<>(bases.each(bases::base));
        addresses.putAll(urls.each(urls::url));
        return new Servers(
                addresses,
                bearers.each(bearers::bearer),
                headers.each(name -> Optional.of(headers.headerName(name))),
                methods.each(name -> Optional.of(methods.method(name))));
    }

    private static Supabase supabase(Config config, Optional<Authorities> others) {
        var supabase = new SettingsSection(config.getConfig("supabase"));
        var authority = supabase.path("dbCaFile");
        authority.ifPresent(file -> Authorities.requireForDriver(supabase.name("dbCaFile"), file, 1));
        var database = supabase.secret("dbUrl").map(url -> Database.parse(supabase.name("dbUrl"), url));
        return new Supabase(
                supabase.base("url"),
                supabase.key("serviceRoleKey"),
                authority
                        .map(file -> database.map(found -> found.verifiedBy(file)))
                        .or(() -> others.map(trusted -> database.map(found -> found.trusting(trusted))))
                        .orElse(database),
                supabase.url("metricsUrl"),
                supabase.seconds("metricsEvery", 1, 3_600));
    }

    private static Settings.Seed seed(Config config) {
        var seed = new SettingsSection(config.getConfig("seed"));
        var anchor = seed.text("anchor").map(value -> TimeStamp.of(value)
                .orElseThrow(() -> BadInput.in(seed.name("anchor"), value, "an instant such as 2030-01-31T00:00:00Z")));
        return new Settings.Seed(
                seed.path("summaryPath").orElseThrow(),
                seed.secret("userPassword"),
                anchor,
                seed.text("confirmRemove"));
    }
}
