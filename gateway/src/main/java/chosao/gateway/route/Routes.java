package chosao.gateway.route;

import static chosao.gateway.route.Service.CATALOG;
import static chosao.gateway.route.Service.GATEWAY;
import static chosao.gateway.route.Service.ORDERS;
import static chosao.gateway.route.Service.SEARCH;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole routing table. What is not named here does not exist for the public; of {@code
 * /internal} there is only the gateway's own.
 */
final class Routes {

    private static final String API = "/api/v1/";

    /** Under {@code /api/v1/}, by the first segment. */
    private static final Map<String, Service> RESOURCES =
            Map.ofEntries(
                    Map.entry("regions", CATALOG),
                    Map.entry("categories", CATALOG),
                    Map.entry("producers", CATALOG),
                    Map.entry("products", CATALOG),
                    Map.entry("certificates", CATALOG),
                    Map.entry("imports", CATALOG),
                    Map.entry("programme", CATALOG),
                    Map.entry("fairs", CATALOG),
                    Map.entry("trace", CATALOG),
                    Map.entry("carts", ORDERS),
                    Map.entry("orders", ORDERS),
                    Map.entry("consignments", ORDERS),
                    Map.entry("disputes", ORDERS),
                    Map.entry("webhooks", ORDERS),
                    Map.entry("payouts", ORDERS),
                    Map.entry("stalls", ORDERS),
                    Map.entry("search", SEARCH),
                    Map.entry("suggestions", SEARCH),
                    Map.entry("accounts", GATEWAY),
                    Map.entry("sessions", GATEWAY),
                    Map.entry("password-resets", GATEWAY),
                    Map.entry("email-proofs", GATEWAY),
                    Map.entry("invitations", GATEWAY),
                    Map.entry("audit", GATEWAY),
                    Map.entry("openapi.yaml", GATEWAY),
                    Map.entry(".well-known", GATEWAY));

    /** {@code first/{id}/third} that another service answers than the first segment says. */
    private static final Map<String, Service> PARTS =
            Map.of("products/stock", ORDERS, "producers/statement", ORDERS);

    /** Outside the API, by the first segment; the empty one is the greeting page. */
    private static final Set<String> PAGES = Set.of("", "account", "docs", "assets", ".well-known");

    /** For those who run the market, not for the public. */
    private static final Set<String> OPERATIONS = Set.of("health", "prometheus");

    /** Where who operates the market makes an admin; it asks for the secret of the services. */
    private static final String ADMINS = "/internal/admins";

    /** What the market's other services ask the gateway; it asks for the secret that they share. */
    private static final String INTROSPECTION = "/internal/introspection";

    private Routes() {}

    /**
     * Who answers the path.
     *
     * @param path canonical, see {@link RequestTarget}
     * @param operator whether whoever asks may see how the gateway is doing
     */
    static Optional<Service> find(String path, boolean operator) {
        if (path.startsWith(API)) {
            return resource(path);
        }
        var first = segment(path, 1);
        if (PAGES.contains(first)
                || path.equals(INTROSPECTION)
                || (operator && (OPERATIONS.contains(first) || path.equals(ADMINS)))) {
            return Optional.of(GATEWAY);
        }
        return Optional.empty();
    }

    /**
     * Whether the path is asked by machines that watch over the market or check its tokens: a
     * client that asks too much must not make them blind.
     */
    static boolean isVital(String path) {
        var first = segment(path, 1);
        return OPERATIONS.contains(first) || first.equals(".well-known");
    }

    private static Optional<Service> resource(String path) {
        var first = segment(path, API.length());
        int second = API.length() + first.length() + 1;
        int third = path.indexOf('/', second) + 1;
        if (third > 0 && second <= path.length()) {
            var part = PARTS.get(first + '/' + segment(path, third));
            if (part != null) {
                return Optional.of(part);
            }
        }
        return Optional.ofNullable(RESOURCES.get(first));
    }

    private static String segment(String path, int start) {
        int end = path.indexOf('/', start);
        return end < 0 ? path.substring(start) : path.substring(start, end);
    }
}
