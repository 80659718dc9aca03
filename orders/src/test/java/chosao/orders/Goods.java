package chosao.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A product with one variant, as a test publishes it. */
record Goods(
        UUID product,
        String sku,
        UUID producer,
        UUID owner,
        long price,
        LocalDate issuedOn,
        LocalDate expiresOn,
        @Nullable Instant revokedAt,
        int stars,
        boolean listed) {

    static Goods of(LocalDate issuedOn, LocalDate expiresOn) {
        var id = UUID.randomUUID();
        return new Goods(
                id,
                "TEST-" + id.toString().substring(0, 13).toUpperCase(Locale.ROOT),
                UUID.randomUUID(),
                UUID.randomUUID(),
                125_000,
                issuedOn,
                expiresOn,
                null,
                4,
                true);
    }

    Goods expiring(LocalDate day) {
        return new Goods(
                product, sku, producer, owner, price, issuedOn, day, revokedAt, stars, listed);
    }

    Goods priced(long amount) {
        return new Goods(
                product, sku, producer, owner, amount, issuedOn, expiresOn, revokedAt, stars,
                listed);
    }

    Goods keptBy(UUID account) {
        return new Goods(
                product, sku, producer, account, price, issuedOn, expiresOn, revokedAt, stars,
                listed);
    }

    /** The same product in another form: its old SKU is on offer no longer. */
    Goods inAnotherForm() {
        return new Goods(
                product,
                sku + "-NEW",
                producer,
                owner,
                price,
                issuedOn,
                expiresOn,
                revokedAt,
                stars,
                listed);
    }

    Goods withdrawn() {
        return withdrawn(Instant.now());
    }

    /** Its certificate was revoked, which was recorded at that moment. */
    Goods withdrawn(Instant at) {
        return new Goods(
                product, sku, producer, owner, price, issuedOn, expiresOn, at, stars, listed);
    }

    Goods unlisted() {
        return new Goods(
                product, sku, producer, owner, price, issuedOn, expiresOn, revokedAt, stars, false);
    }

    Goods starred(int count) {
        return new Goods(
                product, sku, producer, owner, price, issuedOn, expiresOn, revokedAt, count,
                listed);
    }

    /** As catalog's feed tells it when a decision of five stars ends the certificate early. */
    String promotedOn(LocalDate day) {
        return expiring(day.minusDays(1))
                .json()
                .replace(
                        "\"certificates\": [",
                        """
                        "certificates": [{"id": "%s", "stars": 5, "score": 93, "level": "centre", "decisionNumber": "2/QĐ",
                                          "issuedOn": "%s", "expiresOn": "%s", "revokedOn": null, "revokedAt": null,
                                          "potentialFiveStar": false},
                        """
                                .formatted(producer, day, day.plusYears(3)));
    }

    /** As catalog's feed tells it, with things in it that orders does not read. */
    String json() {
        return """
        {"id": "%s", "name": "Trà hoa vàng", "description": "…",
         "categoryCode": "II.1", "placeAtAward": null,
         "producer": {"id": "%s", "name": "Hợp tác xã", "kind": "cooperative", "ownerAccount": "%s", "region": "22"},
         "variants": [{"sku": "%s", "name": "Hộp 100 g", "price": {"amount": %d, "currency": "VND"}, "weightGrams": 100}],
         "certificates": [{"id": "%s", "stars": %d, "score": 80, "level": "province", "decisionNumber": "1/QĐ",
                           "issuedOn": "%s", "expiresOn": "%s", "revokedOn": %s, "revokedAt": %s}],
         "listed": %s, "withheld": null, "images": [], "sample": false}
        """
                .formatted(
                        product,
                        producer,
                        owner,
                        sku,
                        price,
                        product,
                        stars,
                        issuedOn,
                        expiresOn,
                        revokedAt == null ? "null" : "\"" + issuedOn + "\"",
                        revokedAt == null ? "null" : "\"" + revokedAt + "\"",
                        listed);
    }
}
