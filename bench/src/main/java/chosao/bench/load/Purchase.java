package chosao.bench.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A whole purchase of one piece by a buyer who is not signed in: cart, order, card payment at
 * Stripe as the buyer's browser does it, and asking for the order until it is confirmed.
 *
 * @param shop where carts and orders are: the gateway, or the service alone
 * @param skus what is bought, one of them at random
 */
public record Purchase(URI shop, List<String> skus) implements Flow {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String ORDER =
            """
            {"cartId": "#{cart}",
             "contact": {"name": "Nguyễn Thị Hoa", "phone": "0912345678", "email": "hoa@bench.local"},
             "shippingAddress": {"line": "12 Hàng Bạc", "region": "#{region}"},
             "payment": {"method": "card"}}
            """;

    /** Hà Nội. */
    private static final String REGION = "01";

    private static final Pattern PROBLEM_TYPE = Pattern.compile("\"type\"\\s*:\\s*\"([^\"]*)\"");

    public Purchase {
        skus = List.copyOf(skus);
    }

    @Override
    public ChainBuilder steps(Tally tally) {
        return exec(this::begin)
                .exec(
                        exitBlockOnFail()
                                .on(
                                        step("cart", openCart()),
                                        step("item", putItem()),
                                        step("order", placeOrder()),
                                        step("card", payByCard()),
                                        awaitConfirmation()))
                .exec(session -> end(session, tally))
                .doIf(session -> !session.contains("status"))
                .then(pause(Request.AFTER_NO_ANSWER));
    }

    private Session begin(Session session) {
        String sku = skus.get(ThreadLocalRandom.current().nextInt(skus.size()));
        return session.remove("status")
                .set("startedAt", System.nanoTime())
                .set("region", REGION)
                .set("key", UUID.randomUUID().toString())
                .set("sku", sku)
                .set("state", "")
                .set("problem", "");
    }

    private static ChainBuilder step(String name, HttpRequestActionBuilder request) {
        return exec(session -> session.remove("status").set("step", name))
                .exec(
                        request.check(status().saveAs("status"))
                                .checkIf((response, session) -> response.status().code() >= 400)
                                .then(bodyString().saveAs("problem")));
    }

    private HttpRequestActionBuilder openCart() {
        return http("cart")
                .post(shop.resolve("/api/v1/carts").toString())
                .check(
                        status().is(201),
                        jmesPath("id").saveAs("cart"),
                        jmesPath("token").saveAs("token"));
    }

    private HttpRequestActionBuilder putItem() {
        return http("item")
                .put(shop.resolve("/api/v1/carts/") + "#{cart}/items/#{sku}")
                .header("X-Cart-Token", "#{token}")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"quantity\": 1}"))
                .check(status().in(200, 201, 204));
    }

    private HttpRequestActionBuilder placeOrder() {
        return http("order")
                .post(shop.resolve("/api/v1/orders").toString())
                .header("X-Cart-Token", "#{token}")
                .header("Idempotency-Key", "#{key}")
                .header("Content-Type", "application/json")
                .body(StringBody(ORDER))
                .check(
                        status().is(201),
                        jmesPath("id").saveAs("order"),
                        jmesPath("payment.clientSecret").saveAs("secret"),
                        jmesPath("payment.publishableKey").saveAs("publishableKey"),
                        jmesPath("payment.stripeApiBase").saveAs("stripe"));
    }

    private static HttpRequestActionBuilder payByCard() {
        return http("card")
                .post(session -> {
                    String secret = Objects.requireNonNull(session.getString("secret"));
                    String intent = secret.substring(0, secret.indexOf("_secret_"));
                    return session.getString("stripe")
                            + "/v1/payment_intents/"
                            + intent
                            + "/confirm";
                })
                .header("Authorization", "Bearer #{publishableKey}")
                .formParam("client_secret", "#{secret}")
                .formParam("payment_method", "pm_card_visa")
                .check(status().is(200));
    }

    /** The webhook confirms it, so one looks until it has. */
    private ChainBuilder awaitConfirmation() {
        return exec(step("look", lookAtOrder()))
                .asLongAs(Purchase::isAwaited)
                .on(exec(pause(BETWEEN_LOOKS)).exec(step("look", lookAtOrder())));
    }

    private HttpRequestActionBuilder lookAtOrder() {
        return http("look")
                .get(shop.resolve("/api/v1/orders/") + "#{order}")
                .header("X-Cart-Token", "#{token}")
                .check(status().is(200), jmesPath("state").saveAs("state"));
    }

    private static boolean isAwaited(Session session) {
        long waited = System.nanoTime() - session.getLong("startedAt");
        return "awaiting_payment".equals(session.getString("state")) && waited < PATIENCE.toNanos();
    }

    private static Session end(Session session, Tally tally) {
        if ("confirmed".equals(session.getString("state"))) {
            tally.succeeded(session.getLong("startedAt"));
        } else {
            tally.failed(reason(session));
        }
        return session.markAsSucceeded();
    }

    private static String reason(Session session) {
        String step = session.getString("step");
        if (!session.contains("status")) {
            return step + ": no answer";
        }
        String problem = session.getString("problem");
        if (problem != null && !problem.isEmpty()) {
            return step + ": status " + session.getInt("status") + " " + type(problem);
        }
        String state = session.getString("state");
        return step
                + ": status "
                + session.getInt("status")
                + (state == null || state.isEmpty()
                        ? ""
                        : " " + state + " for " + PATIENCE.toSeconds() + " s");
    }

    /** Only the kind of problem: its words differ from one to the next. */
    private static String type(String problem) {
        var type = PROBLEM_TYPE.matcher(problem);
        return type.find() ? type.group(1) : "";
    }
}
