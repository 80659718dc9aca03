package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.Normalizer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is refused with its cause, and changes nothing. */
class RefusalIT {

    private final Market market = Market.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"quantity\": -1}",
                "{\"quantity\": 1000}",
                "{\"quantity\": 99999999999}",
                "{\"quantity\": \"many\"}",
                "{\"quantity\": 1, \"price\": 1}",
                "{}",
                "{\"quantity\": null}"
            })
    void aQuantityThatCannotBe(String body) {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var cart = buyer.cart(1, goods);

        var refused = buyer.put(Visitor.item(cart, goods), body);

        assertThat(refused.status()).as(refused.text()).isIn(400, 422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(buyer.get("/api/v1/carts/" + cart).json().at("/items/0/quantity").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/contact/name, Nguyễn Văn An, ' '",
        "/contact/name, Nguyễn Văn An, 'An\\u0000'",
        "/contact/phone, 0912345678, 12345",
        "/contact/phone, 0912345678, +8491234567890",
        "/contact/email, an@sample.local, an",
        "/contact/email, an@sample.local, a@b",
        "/contact/email, an@sample.local, an@sample.",
        "/contact/email, an@sample.local, an@@sample.local",
        "/contact/email, an@sample.local, an b@sample.local",
        "/shippingAddress/line, 12 phố Hàng Bạc, ''",
        "/shippingAddress/line, 12 phố Hàng Bạc, 'a\\u0000b'",
        "/contact/name, Nguyễn Văn An, 'An\\ud83d'",
        "/contact/name, Nguyễn Văn An, 'An\\u2028Bình'",
        "/contact/name, Nguyễn Văn An, 'An\\u202e'",
        "/contact/name, Nguyễn Văn An, '\\u2003'",
        "/contact/email, an@sample.local, an\\ude00@sample.local",
        "/shippingAddress/line, 12 phố Hàng Bạc, 'a\\u0085b'",
        "/shippingAddress/region, 00070, 99999",
        "/shippingAddress/region, 00070, 64",
        "/payment/method, card, cod",
        "/payment/method, card, vietqr",
        "/payment/method, card, gold"
    })
    void aFieldOfAnOrderThatCannotBe(String pointer, String right, String wrong) {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var request =
                Visitor.order(buyer.cart(1, goods)).replace('"' + right + '"', '"' + wrong + '"');

        var refused = buyer.checkout(UUID.randomUUID().toString(), request);

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void aBodyWhereThereIsNothingToSay() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var order = "/api/v1/orders/" + buyer.ordered(1, goods).at("/id");
        var items = "{\"items\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(goods.sku());

        for (var path :
                List.of(
                        "/api/v1/carts",
                        order + "/payment/confirmation",
                        order + "/cancellation")) {
            assertThat(buyer.post(path, "{").problem()).as(path).isEqualTo("malformed-json");
            assertThat(buyer.post(path, "[]").status()).as(path).isEqualTo(422);
            assertThat(buyer.post(path, items).problem()).as(path).isEqualTo("invalid-request");
            assertThat(buyer.post(path, "{}").status()).as(path).isIn(200, 201);
            assertThat(buyer.post(path, "").status()).as(path).isIn(200, 201);
            assertThat(buyer.postNothing(path).status()).as(path).isIn(200, 201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.vn", "an+trà@thư.vn", "'an'@sample.local"})
    void butNoAddressThatAnAccountCanHave(String email) {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var request = Visitor.order(buyer.cart(1, goods)).replace("an@sample.local", email);

        var placed = buyer.checkout(UUID.randomUUID().toString(), request).expecting(201);

        assertThat(placed.at("/contact/email")).isEqualTo(email);
    }

    @Test
    void anOrderThatIsNotOne() {
        var buyer = market.buyer();
        var key = UUID.randomUUID().toString();

        assertThat(buyer.checkout(key, "{").problem()).isEqualTo("malformed-json");
        assertThat(buyer.checkout(key, "[]").status()).isBetween(400, 422);
        assertThat(buyer.checkout(key, "").status()).isBetween(400, 422);
        assertThat(buyer.checkout(key, "{}").status()).isEqualTo(422);
        var unknown =
                buyer.checkout(
                        key,
                        Visitor.order(UUID.randomUUID().toString())
                                .replace("\"payment\"", "\"discount\": 90, \"payment\""));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.text()).contains("discount");
        assertThat(
                        market.send(
                                        HttpRequest.newBuilder(market.url("/api/v1/orders"))
                                                .header("Content-Type", "text/plain")
                                                .header("Idempotency-Key", key)
                                                .POST(BodyPublishers.ofString("order")))
                                .problem())
                .isEqualTo("unsupported-media-type");
    }

    @Test
    void aCartThatIsNotOnesOwn() {
        var goods = market.goods(5);
        var owner = market.buyer();
        var cart = owner.cart(1, goods);
        var guest = market.visitor();
        var guests = guest.cart(1, goods);
        var stranger = market.buyer();

        assertThat(stranger.get("/api/v1/carts/" + cart).problem()).isEqualTo("not-found");
        assertThat(market.visitor().get("/api/v1/carts/" + cart).status()).isEqualTo(404);
        assertThat(guest.get("/api/v1/carts/" + cart).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/carts/" + guests).status()).isEqualTo(404);
        assertThat(stranger.put(Visitor.item(cart, goods), Visitor.quantity(2)).status())
                .isEqualTo(404);
        assertThat(stranger.delete(Visitor.item(cart, goods)).status()).isEqualTo(404);
        assertThat(stranger.checkout(cart).status()).isEqualTo(404);
        assertThat(market.visitor().checkout(guests).status()).isEqualTo(404);
        assertThat(owner.get("/api/v1/carts/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void thingsThatAreNotOnOffer() {
        var buyer = market.buyer();
        var cart = buyer.cart(1);
        var items = "/api/v1/carts/" + cart + "/items/";

        assertThat(buyer.put(items + "TEST-UNKNOWN", Visitor.quantity(1)).problem())
                .isEqualTo("sku-not-found");
        assertThat(buyer.put(items + "a%00b", Visitor.quantity(1)).status()).isEqualTo(404);
        assertThat(buyer.put(items + "'%20OR%20''='", Visitor.quantity(1)).status()).isEqualTo(404);
        assertThat(buyer.checkout(cart).problem()).isEqualTo("cart-empty");
    }

    @Test
    void aThingIsTakenOutByZeroAndByDeleting() {
        var tea = market.goods(5);
        var honey = market.goods(5);
        var buyer = market.visitor();
        var cart = buyer.cart(1, tea, honey);

        buyer.put(Visitor.item(cart, tea), Visitor.quantity(0)).expecting(200);
        var empty = buyer.delete(Visitor.item(cart, honey)).expecting(200);

        assertThat(empty.json().at("/items")).isEmpty();
        assertThat(buyer.delete(Visitor.item(cart, honey)).status()).isEqualTo(200);
    }

    @Test
    void stockOfProductsThatAreNotOnesOwn() {
        var goods = market.goods(5);
        var stock = "/api/v1/products/" + goods.product() + "/stock";
        var count = "{\"sku\": \"%s\", \"onHand\": 9}".formatted(goods.sku());
        var owner = market.as(goods.owner(), "buyer", "producer");

        assertThat(market.visitor().put(stock, count).status()).isEqualTo(401);
        assertThat(market.as(goods.owner(), "fair").put(stock, count).status()).isEqualTo(403);
        assertThat(market.buyer().put(stock, count).problem()).isEqualTo("not-found");
        assertThat(market.buyer().get(stock).problem()).isEqualTo("not-found");
        assertThat(market.as(UUID.randomUUID(), "producer").put(stock, count).problem())
                .isEqualTo("not-found");
        assertThat(
                        owner.put(stock, count.replace(goods.sku(), "OTHER-SKU"))
                                .at("/errors/0/pointer"))
                .isEqualTo("/sku");
        assertThat(owner.put(stock, count.replace("9", "-1")).status()).isEqualTo(422);
        assertThat(owner.put(stock, count.replace("9", "1000001")).status()).isEqualTo(422);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 0));
    }

    @Test
    void lessStockThanIsPromised() {
        var goods = market.goods(5);
        market.buyer().ordered(3, goods);
        var owner = market.as(goods.owner(), "producer");

        var refused =
                owner.put(
                        "/api/v1/products/" + goods.product() + "/stock",
                        "{\"sku\": \"%s\", \"onHand\": 2}".formatted(goods.sku()));

        assertThat(refused.problem()).isEqualTo("stock-reserved");
        assertThat(refused.json().at("/reserved").asInt()).isEqualTo(3);
        assertThat(market.shelf(goods)).isEqualTo(new Market.Shelf(5, 3));
    }

    @Test
    void aTokenThatIsForged() {
        var forged = new Visitor(market, market.neighbours.token(UUID.randomUUID(), "buyer") + "x");

        assertThat(forged.get("/api/v1/orders").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void everyReasonOfAFieldIsInTheReadersLanguage() {
        var buyer = market.buyer();
        var cart = buyer.cart(1, market.goods(5));
        var goods = market.goods(5);
        var owner = market.as(goods.owner(), "producer");
        var stock = "/api/v1/products/" + goods.product() + "/stock";
        var order = Visitor.order(cart);

        for (var wrong :
                List.of(
                        order.replace("Nguyễn Văn An", "").replace("0912345678", "1"),
                        order.replace("Nguyễn Văn An", "x".repeat(201)),
                        order.replace("Nguyễn Văn An", "A\\u0000").replace("an@sample.local", "an"),
                        order.replace("00070", "99999"),
                        order.replace("card", "gold"),
                        Visitor.order(cart, 1).replace("VND", "USD"),
                        order.replace("\"payment\"", "\"tip\": 1, \"payment\""),
                        "{}")) {
            speaksBothLanguages(buyer.to("/api/v1/orders", "Idempotency-Key", "k"), "POST", wrong);
        }
        for (var wrong : List.of("{\"quantity\": -1}", "{\"quantity\": 1000}", "{}")) {
            speaksBothLanguages(buyer.to(Visitor.item(cart, goods)), "PUT", wrong);
        }
        for (var wrong :
                List.of(
                        "{\"sku\": \"OTHER-SKU\", \"onHand\": 1}",
                        "{\"sku\": \"%s\", \"onHand\": -1}".formatted(goods.sku()))) {
            speaksBothLanguages(owner.to(stock), "PUT", wrong);
        }
    }

    private void speaksBothLanguages(HttpRequest.Builder request, String method, String body) {
        request.method(method, BodyPublishers.ofString(body));
        var english = market.send(request.copy().header("Accept-Language", "en"));
        var vietnamese = market.send(request.copy().header("Accept-Language", "vi"));

        assertThat(english.status()).as(english.text()).isEqualTo(422);
        var reasons = english.json().at("/errors");
        assertThat(reasons).isNotEmpty();
        assertThat(english.at("/errors/0/detail")).doesNotStartWith("field.");
        for (var reason : vietnamese.json().at("/errors")) {
            assertThat(reasons.findValuesAsText("detail"))
                    .doesNotContain(reason.at("/detail").asText());
        }
    }

    @Test
    void aNameIsKeptAsPeopleCountAndSpellIt() {
        var goods = market.goods(5);
        var buyer = market.buyer();
        var decomposed = Normalizer.normalize("ễ".repeat(200), Normalizer.Form.NFD);
        var request =
                Visitor.order(buyer.cart(1, goods)).replace("Nguyễn Văn An", " " + decomposed);

        var placed = buyer.checkout(UUID.randomUUID().toString(), request).expecting(201);

        assertThat(placed.at("/contact/name")).isEqualTo("ễ".repeat(200));
    }

    @Test
    void theRefusalIsInTheReadersLanguage() {
        var refused =
                market.send(
                        HttpRequest.newBuilder(market.url("/api/v1/orders"))
                                .header("Content-Type", "application/json")
                                .header("Accept-Language", "vi-VN,vi;q=0.9")
                                .POST(
                                        BodyPublishers.ofString(
                                                Visitor.order(UUID.randomUUID().toString()))));

        assertThat(refused.problem()).isEqualTo("idempotency-key-missing");
        assertThat(refused.at("/detail"))
                .contains("Idempotency-Key")
                .doesNotContain("This request");
    }
}
