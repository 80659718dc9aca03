package chosao.local.market;

import chosao.local.elasticsearch.ElasticsearchNode;
import chosao.local.postgres.PostgresCluster;
import chosao.local.postgres.PostgresCluster.Durability;
import chosao.local.process.Part;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The processes that make up the market, in the order in which they may start, and what each is
 * told.
 */
public final class Parts {

    private static final String SANDBOX = "stripe";

    /** One for each service that has a database, by the service's name. */
    public static final List<String> DATABASES = List.of("catalog", "orders", "gateway");

    private final Supplier<MarketSettings> settings;
    private final Secrets secrets;
    private final Path project;

    /**
     * @param settings asked at each start of a process, so that a test may change them meanwhile
     * @param project where the modules lie
     */
    public Parts(Supplier<MarketSettings> settings, Secrets secrets, Path project) {
        this.settings = settings;
        this.secrets = secrets;
        this.project = project;
    }

    /** All parts; those without the sandbox if the market is to talk to Stripe itself. */
    public List<Part> all() {
        MarketSettings now = settings.get();
        List<Part> parts = new ArrayList<>();
        // Elasticsearch takes longest: it begins first.
        parts.add(
                new ElasticsearchPart(
                        new ElasticsearchNode(
                                now.home().resolve("elasticsearch"), now.elasticsearch().number()),
                        now.elasticsearch()));
        parts.add(new PostgresPart(cluster(), now.postgres(), secrets, DATABASES));
        if (!now.usesStripe()) {
            parts.add(sandbox());
        }
        parts.add(
                service(
                        "catalog",
                        "chosao.catalog.CatalogApplication",
                        now.catalog(),
                        Set.of(PostgresPart.NAME),
                        Set.of()));
        parts.add(
                service(
                        "orders",
                        "chosao.orders.OrdersApplication",
                        now.orders(),
                        Set.of(PostgresPart.NAME),
                        Set.of(SANDBOX)));
        parts.add(
                service(
                        "search",
                        "chosao.search.SearchApplication",
                        now.search(),
                        Set.of(ElasticsearchPart.NAME),
                        Set.of()));
        parts.add(
                service(
                        "gateway",
                        "chosao.gateway.GatewayApplication",
                        now.gateway(),
                        Set.of(PostgresPart.NAME),
                        Set.of("catalog", "orders", "search")));
        return parts;
    }

    /** The database cluster, whether its server runs or not. */
    public PostgresCluster cluster() {
        MarketSettings now = settings.get();
        return new PostgresCluster(
                now.home().resolve("postgres"),
                now.postgres().number(),
                secrets.get("POSTGRES_PASSWORD"),
                Durability.LASTING);
    }

    /** What the services show each other on {@code /internal} routes. */
    public String internalToken() {
        return secrets.get("INTERNAL_TOKEN");
    }

    private Part service(
            String name, String mainClass, Part.Port port, Set<String> needs, Set<String> calls) {
        URI url = settings.get().url(port);
        return new JavaPart(
                name,
                name,
                project.resolve(name),
                mainClass,
                port,
                url,
                url.resolve("/health/readiness"),
                needs,
                calls,
                options(name, "-Xmx256m"),
                () -> serviceEnvironment(name));
    }

    private Part sandbox() {
        MarketSettings now = settings.get();
        URI url = now.url(now.stripeSandbox());
        return new JavaPart(
                SANDBOX,
                "Stripe sandbox",
                project.resolve("local"),
                "chosao.local.stripe.StripeSandbox",
                now.stripeSandbox(),
                url,
                url.resolve("/sandbox/settings"),
                Set.of(),
                Set.of(),
                options(SANDBOX, "-Xmx64m"),
                this::sandboxEnvironment);
    }

    /** {@code CATALOG_JAVA_OPTS} and the like come last and so may overrule ours. */
    private List<String> options(String name, String heap) {
        List<String> options = new ArrayList<>(List.of(heap));
        String more = settings.get().get(name.toUpperCase(Locale.ROOT) + "_JAVA_OPTS");
        if (more != null) {
            options.addAll(List.of(more.strip().split("\\s+")));
        }
        return options;
    }

    private Map<String, String> sandboxEnvironment() {
        MarketSettings now = settings.get();
        Map<String, String> environment = new HashMap<>(stripeKeys());
        environment.put("STRIPE_SANDBOX_PORT", Integer.toString(now.stripeSandbox().number()));
        environment.put("STRIPE_SANDBOX_DATA", now.home().resolve("stripe").toString());
        environment.put("STRIPE_PUBLIC_API_BASE", now.publicStripeSandbox().toString());
        environment.put(
                "STRIPE_WEBHOOK_URL",
                now.url(now.orders()).resolve("/api/v1/webhooks/stripe").toString());
        return environment;
    }

    private Map<String, String> serviceEnvironment(String name) {
        MarketSettings now = settings.get();
        Map<String, String> environment = new HashMap<>();
        environment.put("INTERNAL_TOKEN", internalToken());
        for (Part.Port port : List.of(now.gateway(), now.catalog(), now.orders(), now.search())) {
            environment.put(port.variable(), Integer.toString(port.number()));
            environment.put(port.variable().replace("_PORT", "_URL"), now.url(port).toString());
        }
        if (DATABASES.contains(name)) {
            environment.put("DATABASE_URL", cluster().url(name));
            environment.put("DATABASE_USER", name);
            environment.put("DATABASE_PASSWORD", secrets.get(PostgresPart.passwordOf(name)));
        }
        switch (name) {
            case "orders" -> {
                environment.putAll(stripeKeys());
                if (!now.usesStripe()) {
                    environment.put("STRIPE_API_BASE", now.url(now.stripeSandbox()).toString());
                    environment.put("STRIPE_PUBLIC_API_BASE", now.publicStripeSandbox().toString());
                }
                environment.put("SAMPLE_STOCK", Boolean.toString(now.loadsSampleGoods()));
            }
            case "search" ->
                    environment.put(
                            "ELASTICSEARCH_URL",
                            "http://127.0.0.1:" + now.elasticsearch().number());
            case "gateway" -> {
                environment.put("KEY_ENCRYPTION_SECRET", secrets.get("KEY_ENCRYPTION_SECRET"));
                environment.put("SAMPLE_ACCOUNTS", Boolean.toString(now.opensSampleAccounts()));
                pass(environment, "FIRST_ADMIN_EMAIL");
                pass(environment, "FIRST_ADMIN_PASSWORD");
                environment.put("MAIL_DIRECTORY", now.mails().toString());
                environment.put("MARKET_PUBLIC_URL", now.publicGateway().toString());
            }
            default -> {}
        }
        return environment;
    }

    private void pass(Map<String, String> environment, String variable) {
        String value = settings.get().get(variable);
        if (value != null) {
            environment.put(variable, value);
        }
    }

    private Map<String, String> stripeKeys() {
        MarketSettings now = settings.get();
        if (!now.usesStripe()) {
            return Map.of(
                    "STRIPE_API_KEY", secrets.get("STRIPE_API_KEY", "sk_test_"),
                    "STRIPE_PUBLISHABLE_KEY", secrets.get("STRIPE_PUBLISHABLE_KEY", "pk_test_"),
                    "STRIPE_WEBHOOK_SECRET", secrets.get("STRIPE_WEBHOOK_SECRET", "whsec_"));
        }
        Map<String, String> keys = new HashMap<>();
        for (String name :
                List.of(
                        "STRIPE_API_KEY",
                        "STRIPE_WEBHOOK_SECRET",
                        "STRIPE_PUBLISHABLE_KEY",
                        "STRIPE_API_BASE",
                        "STRIPE_PUBLIC_API_BASE")) {
            pass(keys, name);
        }
        return keys;
    }
}
