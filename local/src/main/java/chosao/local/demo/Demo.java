package chosao.local.demo;

import chosao.local.process.StartFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells the story of a product from its draft to its sale, and what happens when its certificate is
 * revoked: each step is a request to the public API of a market that runs, and is shown with its
 * answer. Uses the sample accounts, and leaves behind one product that is not on sale.
 */
public final class Demo {

    private static final String PASSWORD = "sample-password";
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Feeds take well under a second; more is a fault. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final URI gateway;
    private final URI sandbox;
    private final PrintStream out;
    private final ObjectMapper json = new ObjectMapper();
    private int step;

    /**
     * @param gateway where the market is reached
     * @param sandbox where the Stripe sandbox is reached
     */
    public Demo(URI gateway, URI sandbox, PrintStream out) {
        this.gateway = gateway;
        this.sandbox = sandbox;
        this.out = out;
    }

    /**
     * Tells it.
     *
     * @throws StartFailure if a step goes otherwise than it should
     */
    public void tell() {
        try (Visitor visitor = new Visitor(gateway, json, out)) {
            tell(visitor);
        }
    }

    private void tell(Visitor stranger) {
        say("The producer signs in.");
        Visitor producer = signIn(stranger, "producer@sample.local");

        say("They make a draft. Nobody else sees it yet.");
        String name = "Mứt gừng thử nghiệm " + UUID.randomUUID().toString().substring(0, 8);
        JsonNode draft = producer.post("/api/v1/products", product(name)).expect(201).body();
        String id = draft.path("id").asText();
        String sku = draft.path("variants").path(0).path("sku").asText();
        String path = "/api/v1/products/" + id;
        stranger.get(path).expect(404);

        say("They try to put it on sale. Without a star certificate the market refuses.");
        producer.put(path + "/listing", null).expect(409, "certificate-missing");

        say("The council's office records its decision: four stars, valid for 36 months.");
        Visitor council = signIn(stranger, "certifier@sample.local");
        String certificate =
                council.post("/api/v1/certificates", decision(id))
                        .expect(201)
                        .body()
                        .path("id")
                        .asText();

        say("Now the producer puts it on sale, and counts the stock.");
        producer.put(path + "/listing", null).expect(200);
        await(
                "orders hears of it",
                () -> producer.put(path + "/stock", Map.of("sku", sku, "onHand", 12)),
                answer -> answer.status() == 200);

        say("A buyer who has not signed in searches for it, without marks.");
        String query = "mut+gung+thu+nghiem+" + name.substring(name.length() - 8);
        await(
                "search shows it",
                () -> stranger.get("/api/v1/search?q=" + query),
                answer -> answer.body().path("total").asInt() == 1);

        say("They put two into a cart and order.");
        JsonNode cart = stranger.post("/api/v1/carts", Map.of()).expect(201).body();
        Visitor buyer = stranger.with("X-Cart-Token", cart.path("token").asText());
        String cartId = cart.path("id").asText();
        buyer.put("/api/v1/carts/" + cartId + "/items/" + sku, Map.of("quantity", 2)).expect(200);
        JsonNode order =
                buyer.with("Idempotency-Key", "demo-" + UUID.randomUUID())
                        .post("/api/v1/orders", order(cartId))
                        .expect(201)
                        .body();
        String orderPath = "/api/v1/orders/" + order.path("id").asText();

        say("They pay with Stripe's test card, as a browser would: at Stripe, not here.");
        String secret = order.path("payment").path("clientSecret").asText();
        try (Visitor stripe = new Visitor(sandbox, json, out)) {
            stripe.postForm(
                            "/v1/payment_intents/"
                                    + secret.substring(0, secret.indexOf("_secret_"))
                                    + "/confirm",
                            "client_secret=" + secret + "&payment_method=pm_card_visa")
                    .expect(200);
        }

        say("Stripe tells the market, and the order is confirmed.");
        await(
                "the order is confirmed",
                () -> buyer.get(orderPath),
                answer -> answer.body().path("state").asText().equals("confirmed"));

        say("The producer sees what to ship; ten pieces are left.");
        producer.get("/api/v1/consignments?limit=1").expect(200);
        producer.get(path + "/stock").expect(200);

        say("The buyer cancels before it ships. Stock and money go back.");
        buyer.with("Idempotency-Key", "demo-" + UUID.randomUUID())
                .post(orderPath + "/cancellation", null)
                .expect(200);
        await(
                "the money is given back",
                () -> buyer.get(orderPath),
                answer -> answer.body().path("payment").path("state").asText().equals("refunded"));

        say("The council revokes the certificate: the product leaves the market.");
        council.post(
                        "/api/v1/certificates/" + certificate + "/revocation",
                        Map.of("reason", "Kết thúc phần trình diễn."))
                .expect(201);
        stranger.get(path).expect(404);
        await(
                "search has taken it off",
                () -> stranger.get("/api/v1/search?q=" + query),
                answer -> answer.body().path("total").asInt() == 0);

        out.println();
        out.println(
                "That was all of it. Every line above is a request that you can send yourself:");
        out.println(gateway + "/docs");
    }

    private Visitor signIn(Visitor stranger, String email) {
        String token =
                stranger.post("/api/v1/sessions", Map.of("email", email, "password", PASSWORD))
                        .expect(200)
                        .body()
                        .path("accessToken")
                        .asText();
        return stranger.with("Authorization", "Bearer " + token);
    }

    private void say(String what) {
        step++;
        out.println();
        out.printf(Locale.ROOT, "%2d. %s%n", step, what);
    }

    /** Asks until the answer fits, and shows that one alone. */
    private static void await(
            String what, Supplier<Visitor.Answer> question, Predicate<Visitor.Answer> fits) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Visitor.Answer answer = question.get();
            if (fits.test(answer)) {
                answer.show();
                return;
            }
            if (System.nanoTime() > end) {
                throw new StartFailure(
                        what + ": not within " + PATIENCE.toSeconds() + " s; last: " + answer);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure("Interrupted");
            }
        }
    }

    private static Map<String, Object> product(String name) {
        return Map.of(
                "name", name,
                "description", "Made by ./market demo.",
                "category", "QD26-12",
                "region", "06978",
                "variants",
                        List.of(
                                Map.of(
                                        "name",
                                        "Hộp 100 g",
                                        "price",
                                        Map.of("amount", 85_000, "currency", "VND"),
                                        "weightGrams",
                                        120)));
    }

    private static Map<String, Object> decision(String product) {
        return Map.of(
                "productId",
                product,
                "stars",
                4,
                "score",
                82.5,
                "level",
                "province",
                "issuingRegion",
                "22",
                "decisionNumber",
                "DEMO/QĐ-UBND",
                "issuedOn",
                LocalDate.now(ZONE).minusMonths(1).toString());
    }

    private static Map<String, Object> order(String cart) {
        return Map.of(
                "cartId", cart,
                "contact",
                        Map.of(
                                "name", "Nguyễn An",
                                "phone", "0912 345 678",
                                "email", "an@example.com"),
                "shippingAddress", Map.of("line", "1 Phố Hàng Trống", "region", "01"),
                "payment", Map.of("method", "card"));
    }
}
