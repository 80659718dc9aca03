package chosao.bench.goods;

import chosao.bench.market.Api;
import chosao.bench.market.Retry;
import chosao.bench.market.Tasks;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Goods of the benchmark's own, made through the public API as any producer would make them: sold
 * as much as one likes, they distort nobody's stock. Their names, sets and places are those of real
 * goods, so that searches find as varied a market as a real one.
 */
public final class Supply {

    /** The producer by whose name one tells the benchmark's goods. */
    public static final String PRODUCER = "Benchmark";

    private static final String EMAIL = "producer@bench.local";
    private static final String PASSWORD = "benchmark-password";
    private static final String SAMPLE_PASSWORD = "sample-password";
    private static final String EDITION = "26/2026";
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int AT_A_TIME = 8;
    private static final int PLENTY = 100_000;

    /** How the names of those end of which there are few. */
    private static final String RARE = " hiếm";

    private final Api producer;
    private final Api certifier;
    private final String producerId;

    private Supply(Api producer, Api certifier, String producerId) {
        this.producer = producer;
        this.certifier = certifier;
        this.producerId = producerId;
    }

    /** Signs the benchmark in, and up before, where the market does not know it yet. */
    public static Supply open(Api gateway) {
        var account = Map.of("email", EMAIL, "password", PASSWORD);
        if (!gateway.post("/api/v1/sessions", account).isOk()) {
            gateway.post(
                            "/api/v1/accounts",
                            Map.of(
                                    "email",
                                    EMAIL,
                                    "password",
                                    PASSWORD,
                                    "name",
                                    PRODUCER,
                                    "role",
                                    "producer"))
                    .orThrow();
        }
        var producer = signIn(gateway, EMAIL, PASSWORD);
        var own = producer.get("/api/v1/producers/me");
        var known =
                own.isOk()
                        ? own
                        : producer.post(
                                "/api/v1/producers",
                                Map.of("name", PRODUCER, "kind", "enterprise", "region", "01"));
        return new Supply(
                producer,
                signIn(gateway, "certifier@sample.local", SAMPLE_PASSWORD),
                known.orThrow().path("id").asText());
    }

    private static Api signIn(Api gateway, String email, String password) {
        var session =
                gateway.post("/api/v1/sessions", Map.of("email", email, "password", password));
        return gateway.bearing(session.orThrow().path("accessToken").asText());
    }

    /** The market as the benchmark's producer sees it. */
    public Api producer() {
        return producer;
    }

    /** Makes what is missing to that many products, after the models, and gives all of them. */
    public List<Product> replenish(int wanted, List<Listing> models) {
        var present = present();
        var numbers = IntStream.rangeClosed(present.size() + 1, wanted).boxed().toList();
        var added =
                Tasks.each(
                        numbers,
                        AT_A_TIME,
                        number -> {
                            var model = models.get(number * 7 % models.size());
                            return supply(
                                    model.name() + " " + number,
                                    model,
                                    20_000 + 1_000L * (number * 37 % 480),
                                    3 + number % 3,
                                    PLENTY);
                        });
        var all = new ArrayList<>(present);
        all.addAll(added);
        return all;
    }

    /** A further product with so many pieces. */
    public Product rare(Listing model, int pieces) {
        return supply(model.name() + RARE, model, 150_000, 4, pieces);
    }

    /**
     * What a run that was cut short has not put on sale is left alone, and so is what it sold out.
     */
    private List<Product> present() {
        List<Product> products = new ArrayList<>();
        String cursor = "";
        do {
            var page =
                    producer.get("/api/v1/producers/" + producerId + "/products?limit=100" + cursor)
                            .orThrow();
            page.path("items")
                    .valueStream()
                    .filter(Supply::isOnSale)
                    .map(Product::of)
                    .forEach(products::add);
            String next = page.path("nextCursor").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + Questions.encode(next);
        } while (!cursor.isEmpty());
        return products;
    }

    private static boolean isOnSale(JsonNode product) {
        return product.path("listed").asBoolean() && !product.path("name").asText().endsWith(RARE);
    }

    private Product supply(String name, Listing model, long price, int stars, int pieces) {
        var draft =
                producer.post(
                                "/api/v1/products",
                                Map.of(
                                        "name",
                                        name,
                                        "description",
                                        "Made by the benchmark after " + model.name() + ".",
                                        "category",
                                        model.category(),
                                        "region",
                                        model.region(),
                                        "variants",
                                        List.of(
                                                Map.of(
                                                        "name",
                                                        "500 g",
                                                        "price",
                                                        Map.of("amount", price, "currency", "VND"),
                                                        "weightGrams",
                                                        500))))
                        .orThrow();
        var product = Product.of(draft);
        certify(product, stars);
        producer.put("/api/v1/products/" + product.id() + "/listing", null).orThrow();
        putStock(product, pieces);
        return product;
    }

    private void certify(Product product, int stars) {
        certifier
                .post(
                        "/api/v1/certificates",
                        Map.of(
                                "productId",
                                product.id(),
                                "stars",
                                stars,
                                "score",
                                20 * stars - 5,
                                "level",
                                stars == 5 ? "centre" : "province",
                                "issuingRegion",
                                "01",
                                "decisionNumber",
                                "BENCH-" + product.sku(),
                                "issuedOn",
                                LocalDate.now(VIETNAM).toString(),
                                "edition",
                                EDITION))
                .orThrow();
    }

    /** The orders follow the catalog's feed: for a moment they may not know the product yet. */
    private void putStock(Product product, int pieces) {
        Retry.untilOk(() ->
                producer.put(
                        "/api/v1/products/" + product.id() + "/stock",
                        Map.of("sku", product.sku(), "onHand", pieces)));
    }
}
