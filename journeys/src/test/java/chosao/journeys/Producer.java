package chosao.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Someone who makes things and has an account to sell them. */
final class Producer {

    /** The commune of Ba Chẽ, in the province of Quảng Ninh. */
    private static final String COMMUNE = "06978";

    private static final String PROVINCE = "22";
    private static final String INFUSIONS = "QD26-12";
    private static final String VARIANT = "Hộp 100 g";

    private final Market market;
    private final Client client;

    private Producer(Market market, Client client) {
        this.market = market;
        this.client = client;
    }

    /** Signs up, and registers as a producer. */
    static Producer newcomer(Market market) {
        Client client = market.signUp("producer");
        client.post(
                        "/api/v1/producers",
                        Map.of(
                                "name",
                                "Hợp tác xã " + market.unique(),
                                "kind",
                                "cooperative",
                                "region",
                                PROVINCE))
                .expect(201);
        return new Producer(market, client);
    }

    /** The one whose account comes with the sample goods. */
    static Producer sample(Market market) {
        return new Producer(market, market.signIn("producer@sample.local"));
    }

    Client client() {
        return client;
    }

    /** The same, who repeats what a restart of a service cut off. */
    Producer insistent() {
        return new Producer(market, client.insistent());
    }

    /** Makes a product, a draft as yet, with a name and a price that no other has. */
    Goods makes() {
        String name = "Mứt gừng " + market.unique();
        long price = market.uniquePrice();
        Answer made = client.post("/api/v1/products", draft(name, price)).expect(201);
        return new Goods(made.text("/id"), made.text("/variants/0/sku"), name, price);
    }

    /** Makes a product, has it certified, and puts so many pieces of it on sale. */
    Goods sells(int onHand) {
        return sells(onHand, market.today().minusYears(1));
    }

    /** Makes a product that was certified on a day, and puts so many pieces of it on sale. */
    Goods sells(int onHand, LocalDate certifiedOn) {
        Goods goods = makes();
        market.certifier().certifies(goods, 4, certifiedOn).expect(201);
        lists(goods).expect(200);
        stocks(goods, onHand);
        Cart cart = Buyer.signedOut(market).cart();
        market.await(
                "orders hears that " + goods + " is listed",
                () -> cart.put(goods, 1).status() == 200);
        return goods;
    }

    /** Asks for a product to be listed. */
    Answer lists(Goods goods) {
        return client.send("PUT", "/api/v1/products/" + goods.productId() + "/listing", null);
    }

    /** Changes the price. */
    Goods reprices(Goods goods, long price) {
        Answer now = client.get("/api/v1/products/" + goods.productId()).expect(200);
        client.with("If-Match", now.header("ETag").orElseThrow())
                .patch(
                        "/api/v1/products/" + goods.productId(),
                        Map.of("variants", List.of(variant(goods.sku(), price))))
                .expect(200);
        return new Goods(goods.productId(), goods.sku(), goods.name(), price);
    }

    /** Says how many pieces lie in the warehouse, as soon as orders has heard of the product. */
    void stocks(Goods goods, int onHand) {
        market.await(
                "orders hears of " + goods,
                () -> {
                    Answer counted =
                            client.put(
                                    "/api/v1/products/" + goods.productId() + "/stock",
                                    Map.of("sku", goods.sku(), "onHand", onHand));
                    return counted.status() != 404 && counted.expect(200).status() == 200;
                });
    }

    /** What lies in the warehouse, and what of it is promised. */
    Stock stockOf(Goods goods) {
        Answer levels = client.get("/api/v1/products/" + goods.productId() + "/stock").expect(200);
        for (JsonNode level : levels.json().path("items")) {
            if (level.path("sku").asText().equals(goods.sku())) {
                return new Stock(
                        level.path("onHand").longValue(), level.path("reserved").longValue());
            }
        }
        throw new AssertionError(levels + " has no " + goods.sku());
    }

    /** A product as a producer describes it. */
    static Map<String, Object> draft(String name, long price) {
        return Map.of(
                "name", name,
                "description", "Made for a journey.",
                "category", INFUSIONS,
                "region", COMMUNE,
                "variants",
                        List.of(
                                Map.of(
                                        "name",
                                        VARIANT,
                                        "price",
                                        Map.of("amount", price, "currency", "VND"),
                                        "weightGrams",
                                        120)));
    }

    private static Map<String, Object> variant(String sku, long price) {
        return Map.of(
                "sku",
                sku,
                "name",
                VARIANT,
                "price",
                Map.of("amount", price, "currency", "VND"),
                "weightGrams",
                120);
    }
}
