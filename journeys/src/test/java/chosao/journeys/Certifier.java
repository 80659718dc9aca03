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

    /** Records the centre's decision of five stars. */
    Answer promotes(Goods goods, LocalDate issuedOn) {
        return client.post(
                "/api/v1/certificates",
                Map.of(
                        "productId",
                        goods.productId(),
                        "stars",
                        5,
                        "score",
                        95,
                        "level",
                        "centre",
                        "decisionNumber",
                        "5/QĐ-BNNMT",
                        "issuedOn",
                        issuedOn.toString()));
    }

    /** Revokes a certificate. */
    void revokes(Answer certificate) {
        revokes(certificate.text("/id"));
    }

    void revokes(String certificate) {
        client.post(
                        "/api/v1/certificates/" + certificate + "/revocation",
                        Map.of("reason", "The label promised what the jar did not hold."))
                .expect(201);
    }
}
