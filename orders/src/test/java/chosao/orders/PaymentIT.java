package chosao.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that come late, twice, in the wrong order, or not at all. */
class PaymentIT {

    private static final Duration PAST_THE_DEADLINE = Duration.ofMinutes(31);

    private final Market market = Market.open();

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void anOrderThatIsNotPaidInTimeExpiresAndFreesItsStock() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);

        market.clock.shift(PAST_THE_DEADLINE);

        awaitState(buyer, placed, "expired");
        assertThat(buyer.order(placed).at("/payment/state")).isEqualTo("cancelled");
        assertThat(buyer.order(placed).at("/endReason")).isEqualTo("not-paid-in-time");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").status())
                .isEqualTo(400);
    }

    @Test
    void anOrderWhosePaymentTheProviderDoesNotKnowEndsAtItsDeadline() throws Exception {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);
        try (var orders = market.database.connect();
                var statement = orders.createStatement()) {
            statement.execute(
                    "UPDATE payments SET intent_id = 'pi_of_another_account' || order_id WHERE order_id = '%s'"
                            .formatted(placed.at("/id")));
        }

        market.clock.shift(PAST_THE_DEADLINE);

        awaitState(buyer, placed, "expired");
        assertThat(buyer.order(placed).at("/payment/state")).isEqualTo("failed");
        assertThat(buyer.order(placed).at("/endReason")).isEqualTo("not-paid-in-time");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void anOrderThatWasPaidInTimeIsConfirmedThoughNobodyTold() {
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        market.clock.shift(PAST_THE_DEADLINE);

        awaitState(buyer, placed, "confirmed");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(3, 0));
    }

    @Test
    void aPaymentAfterOthersTookTheStockIsGivenBack() {
        market.disturb("{\"webhooks\": {\"pause\": true}}");
        var goods = market.goods(1);
        var late = market.buyer();
        var placed = late.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        // Stripe cannot be asked while the deadline passes and another takes the stock.
        market.disturb("{\"api\": {\"failNext\": 1000, \"failStatus\": 503}}");
        market.clock.shift(PAST_THE_DEADLINE);
        var other = market.buyer();
        other.ordered(1, goods);

        market.disturb("{\"api\": {\"failNext\": 0}, \"webhooks\": {\"pause\": false}}");

        awaitState(late, placed, "expired");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> late.order(placed).at("/payment/state").equals("refunded"));
        assertThat(late.order(placed).at("/endReason")).isEqualTo("out-of-stock");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(1, 1));
    }

    @Test
    void aWebhookThatComesManyTimesCountsOnce() {
        market.disturb("{\"webhooks\": {\"duplicate\": 5}}");
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(2, goods);

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        awaitState(buyer, placed, "confirmed");
        awaitDeliveries();
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(3, 0));
        assertThat(sold(goods)).isEqualTo(2);
    }

    @Test
    void webhooksInTheWrongOrderEndInTheRightState() {
        market.disturb("{\"webhooks\": {\"reorder\": true, \"delay\": \"PT0.3S\"}}");
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_chargeDeclined");

        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);

        awaitState(buyer, placed, "confirmed");
        awaitDeliveries();
        assertThat(buyer.order(placed).at("/state")).isEqualTo("confirmed");
        assertThat(buyer.order(placed).at("/payment/state")).isEqualTo("succeeded");
        assertThat(sold(goods)).isEqualTo(1);
    }

    @Test
    void aWebhookThatIsNotSignedByStripeChangesNothing() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        var event = succeeded(placed);
        long now = Instant.now().getEpochSecond();

        assertThat(webhook(event, null).problem()).isEqualTo("forged-webhook");
        assertThat(webhook(event, signature(event, now, "whsec_wrong")).status()).isEqualTo(400);
        assertThat(webhook(event, signature(event + " ", now, Market.WEBHOOK_SECRET)).status())
                .isEqualTo(400);
        assertThat(webhook(event, signature(event, now - 3600, Market.WEBHOOK_SECRET)).status())
                .isEqualTo(400);
        assertThat(webhook("no json", "t=1,v1=2").problem()).isEqualTo("forged-webhook");
        for (var header :
                List.of("t=soon,v1=2", "t", "t=,v1=", "v1", ",", "t=99999999999999999999,v1=2")) {
            assertThat(webhook(event, header).problem()).as(header).isEqualTo("forged-webhook");
        }

        assertThat(buyer.order(placed).at("/state")).isEqualTo("awaiting_payment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "null",
                "[]",
                "\"event\"",
                "{}",
                "{\"id\": \"evt_1\", \"object\": \"event\", \"type\": \"payment_intent.succeeded\"}",
                "{\"id\": \"evt_1\", \"object\": \"event\", \"data\": null}",
                "{\"id\": \"evt_1\", \"object\": \"event\", \"data\": {\"object\": null}}",
                "{\"id\": \"evt_1\", \"object\": \"event\", \"data\": {\"object\": []}}",
                "{\"id\": \"evt_1\", \"object\": \"event\", \"data\": {\"object\": {\"object\": \"payment_intent\"}}}",
                "{\"object\": \"event\", \"data\": {\"object\": {\"id\": \"re_1\", \"object\": \"refund\"}}}",
                "{\"id\": \"a\\u0000b\", \"object\": \"event\", \"data\": {\"object\": {\"object\": \"refund\"}}}"
            })
    void aSignedBodyThatIsNoEventIsRefused(String body) {
        var refused = signedWebhook(body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("malformed-webhook");
    }

    @Test
    void anEventThatIsNotAboutUsIsTakenAndChangesNothing() {
        var buyer = market.buyer();
        var placed = buyer.ordered(1, market.goods(5));
        var event = succeeded(placed);
        var metadata = "\"metadata\": {\"order_id\": \"" + placed.at("/id") + "\"}";

        for (var other :
                List.of(
                        event.replace(metadata, "\"metadata\": null"),
                        event.replace(metadata, "\"metadata\": {}"),
                        event.replace("\"vnd\"", "\"xyz\""),
                        event.replace("\"object\": \"payment_intent\"", "\"object\": \"coupon\""),
                        event.replace("\"object\": \"payment_intent\"", "\"object\": \"novelty\""),
                        event.replace(
                                "\"object\": \"payment_intent\"", "\"object\": \"refund\""))) {
            assertThat(other).isNotEqualTo(event);
            assertThat(signedWebhook(other).expecting(200).at("/received")).isEqualTo("true");
        }

        assertThat(buyer.order(placed).at("/state")).isEqualTo("awaiting_payment");
    }

    @Test
    void anEventThatDoesNotSayItsVersionCounts() {
        var buyer = market.buyer();
        var placed = buyer.ordered(1, market.goods(5));

        signedWebhook(succeeded(placed).replace("\"api_version\": \"2025-01-01\", ", ""))
                .expecting(200);

        awaitState(buyer, placed, "confirmed");
    }

    @Test
    void aPaymentOfAnotherAmountConfirmsNothingAndIsGivenBack() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        var event = succeeded(placed).replace("125000", "125");

        signedWebhook(event).expecting(200);

        awaitState(buyer, placed, "cancelled");
        assertThat(buyer.order(placed).at("/endReason")).isEqualTo("wrong-amount");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void anOrderStandsWhileStripeIsDownAndCanBePaidLater() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        market.disturb("{\"api\": {\"failNext\": 1, \"failStatus\": 503}}");

        var placed = buyer.ordered(1, goods);

        assertThat(placed.at("/payment/state")).isEqualTo("pending");
        market.clock.shift(Duration.ofMinutes(1));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/payment/state").equals("open"));
        market.pay(buyer.order(placed).at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");
    }

    @Test
    void anAnswerOfStripeThatIsLostOnTheWayMakesNoSecondPayment() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        // Once more than the JDK's HTTP client repeats by itself.
        market.disturb("{\"api\": {\"loseNext\": 2}}");

        var placed = buyer.ordered(1, goods);

        assertThat(placed.at("/payment/state")).isEqualTo("pending");
        market.clock.shift(Duration.ofMinutes(1));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/payment/state").equals("open"));
        market.pay(buyer.order(placed).at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(4, 0));
    }

    @Test
    void aFailureThatStripeKeepsUnderTheKeyIsOvercome() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        market.disturb("{\"api\": {\"failNext\": 1, \"failStatus\": 500}}");
        var placed = buyer.ordered(1, goods);

        // Each look comes later than the one before; the clock goes ahead of them all.
        for (int minutes = 1; minutes <= 6; minutes++) {
            market.clock.shift(Duration.ofMinutes(minutes));
            long attempts = minutes;
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            buyer.order(placed).at("/payment/state").equals("open")
                                    || market.number(
                                                    "SELECT attempts FROM payments WHERE order_id = '%s'"
                                                            .formatted(placed.at("/id")))
                                            >= attempts);
        }

        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/payment/state").equals("open"));
    }

    @Test
    void aRefundThatWasCutOffIsMadeLaterAndOnce() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");
        market.disturb("{\"api\": {\"loseNext\": 2}}");

        buyer.post("/api/v1/orders/" + placed.at("/id") + "/cancellation", "").expecting(200);
        market.clock.shift(Duration.ofMinutes(1));

        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/payment/state").equals("refunded"));
        assertThat(buyer.order(placed).at("/state")).isEqualTo("cancelled");
    }

    @Test
    void aDeclineAfterTheDeadlineDoesNotPutOffTheExpiry() {
        market.disturb("{\"webhooks\": {\"pause\": true}}");
        var goods = market.goods(5);
        var buyer = market.buyer();
        var placed = buyer.ordered(1, goods);
        market.disturb("{\"api\": {\"failNext\": 1000, \"failStatus\": 503}}");
        market.clock.shift(PAST_THE_DEADLINE);
        var decline = succeeded(placed).replace("\"succeeded\"", "\"requires_payment_method\"");
        webhook(decline, signature(decline, Instant.now().getEpochSecond(), Market.WEBHOOK_SECRET))
                .expecting(200);

        market.disturb("{\"api\": {\"failNext\": 0}}");

        // Well before somebody looks after a payment that can still be paid.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> buyer.order(placed).at("/state").equals("expired"));
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void anOpenPaymentIsAskedAboutEverMoreRarely() {
        market.disturb("{\"webhooks\": {\"drop\": 100}}");
        var buyer = market.buyer();
        var placed = buyer.ordered(1, market.goods(5));

        market.clock.shift(Duration.ofMinutes(3));

        awaitCheckAfter(placed, Duration.ofMinutes(3));
        market.clock.shift(Duration.ofMinutes(8));
        awaitCheckAfter(placed, Duration.ofMinutes(7));
    }

    private void awaitCheckAfter(Answer placed, Duration pause) {
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        market.number(
                                        "SELECT count(*) FROM payments WHERE order_id = '%s' AND attend_at > '%s'"
                                                .formatted(
                                                        placed.at("/id"),
                                                        market.clock.instant().plus(pause)))
                                == 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, Market.SMALLEST_TOTAL - 1, 10_000_000_000L})
    void aTotalThatNoCardCanBeChargedIsRefusedBeforeAnythingIsWritten(long price) {
        var goods = market.goods(5).priced(price);
        market.publish(goods);
        var buyer = market.buyer();
        var cart = buyer.cart(1, goods);
        var key = UUID.randomUUID().toString();

        var refused = buyer.checkout(key, Visitor.order(cart));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("total-not-chargeable");
        assertThat(refused.json().at("/total/amount").asLong()).isEqualTo(price);
        assertThat(refused.json().at("/smallest/amount").asLong()).isEqualTo(Market.SMALLEST_TOTAL);
        assertThat(refused.json().at("/largest/amount").asLong()).isEqualTo(9_999_999_999L);
        assertThat(refused.at("/largest/currency")).isEqualTo("VND");
        assertThat(refused.at("/detail")).contains("from 4000 to 9999999999 VND");
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
        assertThat(buyer.get("/api/v1/orders").json().at("/items")).isEmpty();
        market.publish(goods.priced(9_999_999_999L));
        buyer.checkout(key, Visitor.order(cart)).expecting(201);
    }

    @Test
    void whatStripeDoesNotTakeIsNotOrderedAndTheCartStays() {
        var cheap = market.goods(5).priced(5_000);
        market.publish(cheap);
        var buyer = market.buyer();
        var cart = buyer.cart(1, cheap);
        var key = UUID.randomUUID().toString();

        var refused = buyer.checkout(key, Visitor.order(cart));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("payment-refused");
        assertThat(refused.at("/code")).isEqualTo("amount_too_small");
        assertThat(market.shelf(cheap)).isEqualTo(new Market.Shelf(5, 0));
        var ended = buyer.get("/api/v1/orders").at("/items/0/endReason");
        assertThat(ended).isEqualTo("payment-refused");

        buyer.put(Visitor.item(cart, cheap), Visitor.quantity(4)).expecting(200);
        buyer.checkout(key, Visitor.order(cart)).expecting(201);
        assertThat(market.shelf(cheap)).isEqualTo(new Market.Shelf(5, 4));
    }

    @Test
    void anOrderThatStripeRefusesLaterEndsAtOnceAndFreesItsStock() {
        var cheap = market.goods(5).priced(5_000);
        market.publish(cheap);
        var buyer = market.buyer();
        market.disturb("{\"api\": {\"failNext\": 1, \"failStatus\": 503}}");
        var placed = buyer.ordered(1, cheap);

        market.clock.shift(Duration.ofMinutes(1));

        awaitState(buyer, placed, "cancelled");
        assertThat(buyer.order(placed).at("/endReason")).isEqualTo("payment-refused");
        assertThat(buyer.order(placed).at("/payment/failure")).isEqualTo("amount_too_small");
        assertThat(market.shelf(cheap)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void moneyThatCameForARefusedPaymentIsGivenBack() {
        var cheap = market.goods(5).priced(5_000);
        market.publish(cheap);
        var buyer = market.buyer();
        buyer.checkout(buyer.cart(1, cheap)).expecting(409);
        var order = buyer.get("/api/v1/orders").at("/items/0/id");

        payByHand(order, 20_000);

        awaitRefund(order, 20_000);
        assertThat(buyer.get("/api/v1/orders/" + order).at("/payment/state")).isEqualTo("refunded");
    }

    @Test
    void aSecondPaymentOfAnOrderIsGivenBackAndTheOrderKeepsItsOwn() {
        var buyer = market.buyer();
        var placed = buyer.ordered(1, market.goods(5));

        payByHand(placed.at("/id"), 20_000);

        awaitRefund(placed.at("/id"), 20_000);
        assertThat(buyer.order(placed).at("/payment/clientSecret"))
                .isEqualTo(placed.at("/payment/clientSecret"));
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");
        payByHand(placed.at("/id"), 30_000);
        awaitRefund(placed.at("/id"), 30_000);
        assertThat(buyer.order(placed).at("/payment/state")).isEqualTo("succeeded");
    }

    @Test
    void aRefundThatStripeCannotFindIsNotTakenForRefused() throws SQLException {
        var buyer = market.buyer();
        var placed = buyer.ordered(1, market.goods(5));
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        awaitState(buyer, placed, "confirmed");
        buyer.post("/api/v1/orders/" + placed.at("/id") + "/cancellation", "").expecting(200);
        awaitRefund(placed.at("/id"), 125_000);

        try (var connection = market.database.connect();
                var lost =
                        connection.prepareStatement(
                                """
                                UPDATE refunds SET state = 'submitted', stripe_id = 're_' || order_id, attempts = 0,
                                                   attend_at = now()
                                 WHERE order_id = ?::uuid
                                """)) {
            lost.setString(1, placed.at("/id"));
            lost.executeUpdate();
        }

        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        refunds(placed.at("/id"), "state <> 'submitted' OR attempts > 1") == 1);
        assertThat(refunds(placed.at("/id"), "state = 'submitted'")).isEqualTo(1);
    }

    private long refunds(String order, String condition) {
        return market.number(
                "SELECT count(*) FROM refunds WHERE order_id = '%s' AND (%s)"
                        .formatted(order, condition));
    }

    private void awaitRefund(String order, long amount) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> refunds(order, "state = 'succeeded' AND amount = " + amount) == 1);
    }

    /** Someone makes a payment at Stripe that bears an order's name, and pays it. */
    private void payByHand(String order, long amount) {
        var form =
                "amount=%d&currency=vnd&confirm=true&payment_method=pm_card_visa&metadata[order_id]=%s"
                        .formatted(amount, order);
        market.send(
                        HttpRequest.newBuilder(
                                        URI.create(market.stripe.baseUrl() + "/v1/payment_intents"))
                                .header("Authorization", "Bearer " + Market.API_KEY)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                form
                                                        + "&automatic_payment_methods[enabled]=true"
                                                        + "&automatic_payment_methods[allow_redirects]=never")))
                .expecting(200);
    }

    private String succeeded(Answer placed) {
        var secret = placed.at("/payment/clientSecret");
        return """
        {"id": "evt_forged_%s", "object": "event", "api_version": "2025-01-01", "created": 1, "livemode": false,
         "type": "payment_intent.succeeded", "pending_webhooks": 1,
         "data": {"object": {"id": "%s", "object": "payment_intent", "amount": 125000, "amount_received": 125000,
                             "currency": "vnd", "status": "succeeded", "metadata": {"order_id": "%s"}}}}
        """
                .formatted(
                        placed.at("/id"),
                        secret.substring(0, secret.indexOf("_secret_")),
                        placed.at("/id"));
    }

    private static String signature(String payload, long at, String secret) {
        try {
            return "t=%d,v1=%s"
                    .formatted(at, Webhook.Util.computeHmacSha256(secret, at + "." + payload));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Answer signedWebhook(String payload) {
        return webhook(
                payload, signature(payload, Instant.now().getEpochSecond(), Market.WEBHOOK_SECRET));
    }

    private Answer webhook(String payload, @Nullable String signature) {
        var request =
                HttpRequest.newBuilder(market.url("/api/v1/webhooks/stripe"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(payload.getBytes(UTF_8)));
        if (signature != null) {
            request.header("Stripe-Signature", signature);
        }
        return market.send(request);
    }

    private long sold(Goods goods) {
        return market.number(
                "SELECT sold FROM availability WHERE product_id = '%s'".formatted(goods.product()));
    }

    private void awaitDeliveries() {
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        market.send(
                                                HttpRequest.newBuilder(
                                                                URI.create(
                                                                        market.stripe.baseUrl()
                                                                                + "/sandbox/settings"))
                                                        .GET())
                                        .json()
                                        .at("/deliveries/waiting")
                                        .asInt()
                                == 0);
    }

    private static void awaitState(Visitor buyer, Answer placed, String state) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> buyer.order(placed).at("/state").equals(state));
    }
}
