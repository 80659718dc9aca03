package chosao.catalog.testing;

import chosao.catalog.testing.RunningCatalog.Answer;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.kernel.security.Roles;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests are made of: valid, and new each time, so that no test meets another's rows. */
public final class Fixture {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Fixture() {}

    /** An account that keeps a producer. */
    public static Visitor aProducer() {
        var producer = RunningCatalog.get().account(Roles.BUYER, Roles.PRODUCER);
        created(
                producer.post(
                        "/api/v1/producers",
                        """
                        {"name": "HTX Mật ong %d", "kind": "cooperative", "region": "22"}
                        """
                                .formatted(NUMBER.incrementAndGet())));
        return producer;
    }

    public static Visitor aCertifier() {
        return RunningCatalog.get().account(Roles.CERTIFIER);
    }

    /** A draft of the producer; its answer has the id. */
    public static Answer aProductOf(Visitor producer) {
        return created(producer.post("/api/v1/products", product("Mật ong rừng", 120_000)));
    }

    public static String product(String name, long price) {
        return """
        {"name": "%s", "description": "Mật ong hoa rừng", "category": "QD26-04", "region": "06978",
         "variants": [{"name": "Chai 500 ml", "price": {"amount": %d, "currency": "VND"},
                       "weightGrams": 700}]}
        """
                .formatted(name, price);
    }

    /** A province's decision of four stars, which provinces have made under every edition. */
    public static String fourStars(String product, LocalDate issuedOn) {
        return certificate(product, 4, "78.5", "province", "\"22\"", issuedOn);
    }

    public static String certificate(
            String product,
            int stars,
            String score,
            String level,
            String region,
            LocalDate issuedOn) {
        return """
        {"productId": "%s", "stars": %d, "score": %s, "level": "%s", "issuingRegion": %s,
         "decisionNumber": "12/QĐ-UBND", "issuedOn": "%s"}
        """
                .formatted(product, stars, score, level, region, issuedOn);
    }

    public static Answer created(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer;
    }
}
