package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal is a problem that names its cause, and nothing has changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final int PIECES = 7;
    private static final int TEN_MEGABYTES = 10 << 20;
    private static final String KEY = "Idempotency-Key";

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);
    private final Producer otherProducer = Producer.newcomer(market);
    private final Buyer buyer = Buyer.newcomer(market);
    private final Goods goods = producer.sells(PIECES);
    private final Cart cart = buyer.cartWith(goods, 1);
    private final String usedKey = market.unique();
    private final Order order = buyer.cartWith(goods, 2).orders(usedKey);
    private final Client anyone = market.gateway();

    /**
     * One bad request.
     *
     * @param what is wrong with it
     * @param problem the kind of problem that must answer
     * @param named what the answer must name
     */
    record Bad(
            String what,
            Function<BadInputIT, Answer> request,
            int status,
            String problem,
            String named) {

        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest
    @MethodSource({
        "unknownThings",
        "badQuantities",
        "badPrices",
        "unknownFields",
        "malformedJson",
        "hugeBodies",
        "wrongTypes",
        "badCursors",
        "foreignIds",
        "badTokens",
        "badKeys",
        "badPreconditions",
        "closedDoors"
    })
    void isRefusedByNameAndChangesNothing(Bad bad) {
        State before = state();

        Answer answer = bad.request().apply(this);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(bad.status());
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.problem()).as(answer.toString()).isEqualTo(bad.problem());
        assertThat(answer.number("/status")).isEqualTo(bad.status());
        assertThat(answer.text("/title")).isNotBlank();
        assertThat(answer.text("/detail")).isNotBlank();
        assertThat(answer.body()).contains(bad.named());
        assertThat(state()).isEqualTo(before);
    }

    static Stream<Bad> unknownThings() {
        return Stream.of(
                new Bad(
                        "a product of an unknown region",
                        it -> it.makes(Map.of("region", "99999")),
                        422,
                        "invalid-request",
                        "/region"),
                new Bad(
                        "a product of an unknown category",
                        it -> it.makes(Map.of("category", "QD26-99")),
                        422,
                        "invalid-request",
                        "/category"),
                new Bad(
                        "a search in an unknown region",
                        it -> it.anyone.get("/api/v1/search?region=99999"),
                        400,
                        "unknown-region",
                        "99999"),
                new Bad(
                        "a search in an unknown category",
                        it -> it.anyone.get("/api/v1/search?category=QD26-99"),
                        400,
                        "unknown-category",
                        "QD26-99"),
                new Bad(
                        "an unknown region alone",
                        it -> it.anyone.get("/api/v1/regions/99999"),
                        404,
                        "region-not-found",
                        "99999"),
                new Bad(
                        "a parcel to an unknown region",
                        it ->
                                it.order(
                                        Map.of(
                                                "shippingAddress",
                                                Map.of("line", "1 Phố Huế", "region", "99999"))),
                        422,
                        "invalid-request",
                        "/shippingAddress/region"),
                new Bad(
                        "an unknown SKU in a cart",
                        it -> it.puts("NO-SUCH-SKU", 1),
                        404,
                        "sku-not-found",
                        "SKU"),
                new Bad(
                        "stock of an unknown SKU",
                        it -> it.stocks(it.producer, Map.of("sku", "NO-SUCH-SKU", "onHand", 5)),
                        422,
                        "invalid-request",
                        "/sku"),
                new Bad(
                        "an unknown product",
                        it -> it.anyone.get("/api/v1/products/" + UUID.randomUUID()),
                        404,
                        "product-not-found",
                        "product-not-found"),
                new Bad(
                        "a certificate for an unknown product",
                        it ->
                                it.market
                                        .certifier()
                                        .certifies(
                                                new Goods(UUID.randomUUID().toString(), "", "", 1),
                                                4,
                                                it.market.today()),
                        404,
                        "product-not-found",
                        "product-not-found"));
    }

    static Stream<Bad> badQuantities() {
        return Stream.of(-1L, 1_000L, 3_000_000_000L)
                .map(quantity ->
                        new Bad(
                                quantity + " pieces",
                                it -> it.puts(it.goods.sku(), quantity),
                                422,
                                "invalid-request",
                                "/quantity"));
    }

    static Stream<Bad> badPrices() {
        return Stream.of(
                new Bad(
                        "a price in another currency",
                        it -> it.prices(Map.of("amount", 120, "currency", "USD")),
                        422,
                        "invalid-request",
                        "/variants/0/price"),
                new Bad(
                        "a price in a currency that is none",
                        it -> it.prices(Map.of("amount", 120, "currency", "GOLD")),
                        422,
                        "invalid-request",
                        "/variants/0/price"),
                new Bad(
                        "a negative price",
                        it -> it.prices(Map.of("amount", -1, "currency", "VND")),
                        422,
                        "invalid-request",
                        "/variants/0/price"),
                new Bad(
                        "a price with a fraction",
                        it -> it.prices(Map.of("amount", 120_000.5, "currency", "VND")),
                        422,
                        "invalid-request",
                        "/variants/0/price"));
    }

    static Stream<Bad> unknownFields() {
        return Stream.of(
                new Bad(
                        "a cart's line with a field nobody knows",
                        it ->
                                it.buyer
                                        .client()
                                        .put(
                                                it.itemPath(it.goods.sku()),
                                                Map.of("quantity", 2, "colour", "red")),
                        422,
                        "invalid-request",
                        "/colour"),
                new Bad(
                        "an order with a misspelt field",
                        it -> it.order(Map.of("shipingAddress", Map.of())),
                        422,
                        "invalid-request",
                        "/shipingAddress"),
                new Bad(
                        "a product with a price outside its variants",
                        it -> it.makes(Map.of("price", 120_000)),
                        422,
                        "invalid-request",
                        "/price"),
                new Bad(
                        "a sign-up that asks for more",
                        it ->
                                it.anyone.post(
                                        "/api/v1/accounts",
                                        Map.of(
                                                "email", "x@example.com",
                                                "password", "a long enough password",
                                                "name", "X",
                                                "roles", List.of("admin"))),
                        422,
                        "invalid-request",
                        "/roles"));
    }

    static Stream<Bad> malformedJson() {
        return bodies().map(route ->
                new Bad(
                        "JSON that breaks off, for " + route,
                        it -> it.sends(route, "application/json", "{\"name\": "),
                        400,
                        "malformed-json",
                        "malformed-json"));
    }

    static Stream<Bad> hugeBodies() {
        String huge = "{\"name\": \"" + "x".repeat(TEN_MEGABYTES) + "\"}";
        return bodies().map(route ->
                new Bad(
                        "ten megabytes for " + route,
                        it -> it.sends(route, "application/json", huge),
                        413,
                        "body-too-large",
                        "body-too-large"));
    }

    static Stream<Bad> wrongTypes() {
        return bodies().map(route ->
                new Bad(
                        "plain text for " + route,
                        it -> it.sends(route, "text/plain", "quantity=1"),
                        415,
                        "unsupported-media-type",
                        "unsupported-media-type"));
    }

    static Stream<Bad> badCursors() {
        return Stream.of("/api/v1/search?cursor=", "/api/v1/orders?cursor=")
                .flatMap(list ->
                        Stream.of("rubbish", "!!!", "AAAA")
                                .map(cursor ->
                                        new Bad(
                                                list + cursor,
                                                it -> it.buyer.client().get(list + cursor),
                                                400,
                                                "bad-cursor",
                                                "cursor")));
    }

    static Stream<Bad> foreignIds() {
        return Stream.of(
                new Bad(
                        "another's cart",
                        it -> it.otherProducer.client().get("/api/v1/carts/" + it.cart.id()),
                        404,
                        "not-found",
                        "not-found"),
                new Bad(
                        "something into another's cart",
                        it ->
                                it.otherProducer
                                        .client()
                                        .put(it.itemPath(it.goods.sku()), Map.of("quantity", 5)),
                        404,
                        "not-found",
                        "not-found"),
                new Bad(
                        "an order of another's cart",
                        it ->
                                it.otherProducer
                                        .client()
                                        .with(KEY, it.market.unique())
                                        .post("/api/v1/orders", it.cart.wish()),
                        404,
                        "not-found",
                        "not-found"),
                new Bad(
                        "another's order",
                        it -> it.otherProducer.client().get("/api/v1/orders/" + it.order.id()),
                        404,
                        "not-found",
                        "not-found"),
                new Bad(
                        "the cancellation of another's order",
                        it ->
                                it.otherProducer
                                        .client()
                                        .with(KEY, it.market.unique())
                                        .post(
                                                "/api/v1/orders/" + it.order.id() + "/cancellation",
                                                Map.of()),
                        404,
                        "not-found",
                        "not-found"),
                new Bad(
                        "stock of another's product",
                        it ->
                                it.stocks(
                                        it.otherProducer,
                                        Map.of("sku", it.goods.sku(), "onHand", 0)),
                        404,
                        "not-found",
                        "not-found"),
                new Bad(
                        "a new name for another's product",
                        it ->
                                it.otherProducer
                                        .client()
                                        .with("If-Match", "\"1\"")
                                        .patch(it.productPath(), Map.of("name", "Mine")),
                        404,
                        "product-not-found",
                        "product-not-found"),
                new Bad(
                        "another's product taken off sale",
                        it -> it.otherProducer.client().delete(it.productPath() + "/listing"),
                        404,
                        "product-not-found",
                        "product-not-found"));
    }

    static Stream<Bad> badTokens() {
        return Stream.of(
                new Bad(
                        "no token at all",
                        it -> it.anyone.post("/api/v1/products", Producer.draft("X", 1)),
                        401,
                        "unauthenticated",
                        "unauthenticated"),
                new Bad(
                        "no token and no cart's token",
                        it -> it.anyone.get("/api/v1/orders"),
                        401,
                        "unauthenticated",
                        "unauthenticated"),
                new Bad(
                        "a token nobody made",
                        it -> it.anyone.bearing("rubbish").get("/api/v1/producers/me"),
                        401,
                        "unauthenticated",
                        "unauthenticated"),
                new Bad(
                        "a token without a signature that makes its bearer admin",
                        it -> it.anyone.bearing(unsigned()).get("/api/v1/producers/me"),
                        401,
                        "unauthenticated",
                        "unauthenticated"),
                new Bad(
                        "a token whose signature is of another",
                        it ->
                                it.anyone
                                        .bearing(
                                                grafted(
                                                        it.market.accessToken(
                                                                "buyer@sample.local")))
                                        .get("/api/v1/producers/me"),
                        401,
                        "unauthenticated",
                        "unauthenticated"),
                new Bad(
                        "a buyer who certifies",
                        it ->
                                new Certifier(it.buyer.client())
                                        .certifies(it.goods, 5, it.market.today()),
                        403,
                        "forbidden",
                        "forbidden"),
                new Bad(
                        "a wrong password",
                        it ->
                                it.anyone.post(
                                        "/api/v1/sessions",
                                        Map.of(
                                                "email", "buyer@sample.local",
                                                "password", "not this one")),
                        401,
                        "wrong-credentials",
                        "wrong-credentials"));
    }

    static Stream<Bad> badKeys() {
        return Stream.of(
                new Bad(
                        "an order without an Idempotency-Key",
                        it -> it.buyer.client().post("/api/v1/orders", it.cart.wish()),
                        400,
                        "idempotency-key-missing",
                        "Idempotency-Key"),
                new Bad(
                        "a used Idempotency-Key with another body",
                        BadInputIT::usesKeyTwice,
                        422,
                        "idempotency-key-reused",
                        "Idempotency-Key"));
    }

    static Stream<Bad> badPreconditions() {
        return Stream.of(
                new Bad(
                        "a change of what has changed meanwhile",
                        it ->
                                it.producer
                                        .client()
                                        .with("If-Match", "\"999\"")
                                        .patch(it.productPath(), Map.of("name", "New")),
                        412,
                        "precondition-failed",
                        "precondition-failed"),
                new Bad(
                        "a change without If-Match",
                        it -> it.producer.client().patch(it.productPath(), Map.of("name", "New")),
                        428,
                        "precondition-required",
                        "If-Match"));
    }

    static Stream<Bad> closedDoors() {
        Stream<Bad> unknown =
                Stream.of(
                                "/internal/changes?after=0-0",
                                "/api/v1/internal/changes",
                                "/api/v1/nothing-of-the-kind")
                        .map(path -> closed(path, 404, "not-found"));
        Stream<Bad> winding =
                Stream.of(
                                "/api/v1/../../internal/changes",
                                "/api/v1/products/..;/../../internal/changes",
                                "/api/v1/%2e%2e/%2e%2e/internal/changes")
                        .map(path -> closed(path, 400, "bad-address"));
        return Stream.concat(unknown, winding);
    }

    private static Bad closed(String path, int status, String problem) {
        return new Bad(path, it -> it.anyone.get(path), status, problem, problem);
    }

    @Test
    void aRefusalSpeaksTheBuyersLanguage() {
        String path = "/api/v1/search?region=99999";

        String english = anyone.with("Accept-Language", "en").get(path).text("/detail");
        String vietnamese = anyone.with("Accept-Language", "vi-VN").get(path).text("/detail");

        assertThat(vietnamese).isNotEqualTo(english).contains("99999");
        assertThat(english).contains("99999");
    }

    /** What no bad request may change. */
    private record State(
            JsonNode product, Stock stock, JsonNode cart, JsonNode order, int orders) {}

    private State state() {
        return new State(
                anyone.get(productPath()).expect(200).json(),
                producer.stockOf(goods),
                cart.get().expect(200).json(),
                order.get().expect(200).json(),
                buyer.client().get("/api/v1/orders").expect(200).json().path("items").size());
    }

    /** Routes of all services that take a body. */
    private static Stream<String> bodies() {
        return Stream.of(
                "POST /api/v1/products",
                "POST /api/v1/orders",
                "POST /api/v1/accounts",
                "POST /api/v1/sessions");
    }

    private Answer sends(String route, String type, String body) {
        String[] parts = route.split(" ", 2);
        return producer.client()
                .with(KEY, market.unique())
                .with("Content-Type", type)
                .send(parts[0], parts[1], body.getBytes(UTF_8));
    }

    private Answer makes(Map<String, ?> differently) {
        return producer.client()
                .post("/api/v1/products", merged(Producer.draft("X", 1), differently));
    }

    private Answer prices(Map<String, ?> price) {
        return makes(
                Map.of(
                        "variants",
                        List.of(Map.of("name", "Hộp", "price", price, "weightGrams", 100))));
    }

    private Answer order(Map<String, ?> differently) {
        return buyer.client()
                .with(KEY, market.unique())
                .post("/api/v1/orders", merged(cart.wish(), differently));
    }

    private Answer puts(String sku, long quantity) {
        return buyer.client().put(itemPath(sku), Map.of("quantity", quantity));
    }

    private Answer stocks(Producer who, Map<String, Object> count) {
        return who.client().put(productPath() + "/stock", count);
    }

    /** The key of the order that there is already, with another cart. */
    private Answer usesKeyTwice() {
        return buyer.client().with(KEY, usedKey).post("/api/v1/orders", cart.wish());
    }

    private String itemPath(String sku) {
        return "/api/v1/carts/" + cart.id() + "/items/" + sku;
    }

    private String productPath() {
        return "/api/v1/products/" + goods.productId();
    }

    private static Map<String, Object> merged(Map<String, Object> usual, Map<String, ?> other) {
        Map<String, Object> merged = new HashMap<>(usual);
        merged.putAll(other);
        return merged;
    }

    /** RFC 7519, 6: a token that says of itself that it needs no signature. */
    private static String unsigned() {
        return encoded("{\"alg\":\"none\"}")
                + "."
                + encoded(
                        "{\"sub\":\"01890000-0000-7000-8000-000000000005\",\"roles\":[\"admin\"],"
                                + "\"iss\":\"chosao\",\"aud\":\"chosao\",\"exp\":4102444800}")
                + ".";
    }

    /** Another's claims under a signature that is genuine, but not theirs. */
    private static String grafted(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String promoted = claims.replace("[\"buyer\"]", "[\"buyer\",\"admin\"]");
        assertThat(promoted).isNotEqualTo(claims);
        return parts[0] + "." + encoded(promoted) + "." + parts[2];
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
