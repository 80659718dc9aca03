package chosao.journeys;

import java.time.LocalDate;
import java.util.Map;

/** A council's office. */
final class Certifier {

    private static final Map<Integer, Integer> SCORES = Map.of(2, 40, 3, 60, 4, 80, 5, 95);

    private final Client client;

    Certifier(Client client) {
        this.client = client;
    }

    /** Records a certificate. */
    Answer certifies(Goods goods, int stars, LocalDate issuedOn) {
        return client.post(
                "/api/v1/certificates",
                Map.of(
                        "productId",
                        goods.productId(),
                        "stars",
                        stars,
                        "score",
                        SCORES.get(stars),
                        "level",
                        "province",
                        "issuingRegion",
                        "22",
                        "decisionNumber",
                        "2026/QĐ-UBND",
                        "issuedOn",
                        issuedOn.toString()));
    }

    /** Revokes a certificate. */
    void revokes(Answer certificate) {
        client.post(
                        "/api/v1/certificates/" + certificate.text("/id") + "/revocation",
                        Map.of("reason", "The label promised what the jar did not hold."))
                .expect(201);
    }
}
