package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class GateIT {

    private static final int MONTHS_OF_A_CERTIFICATE = 36;

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);
    private final Certifier certifier = market.certifier();

    @Test
    void aProductWithoutACertificateIsNotListed() {
        Goods goods = producer.makes();

        Answer refused = producer.lists(goods);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("certificate-missing");
        assertThat(market.search().shows(goods)).isFalse();
    }

    @Test
    void aProductWhoseCertificateHasRunOutIsNotListed() {
        Goods goods = producer.makes();
        certifier.certifies(goods, 4, market.today().minusYears(4)).expect(201);

        Answer refused = producer.lists(goods);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("certificate-expired");
    }

    @Test
    void aProductWhoseCertificateWasRevokedIsNotListed() {
        Goods goods = producer.makes();
        Answer certificate =
                certifier.certifies(goods, 4, market.today().minusYears(1)).expect(201);
        certifier.revokes(certificate);

        Answer refused = producer.lists(goods);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("certificate-revoked");
    }

    @Test
    void aProductOfTwoStarsIsNotListed() {
        Goods goods = producer.makes();
        certifier.certifies(goods, 2, market.today().minusYears(1)).expect(201);

        Answer refused = producer.lists(goods);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("certificate-below-minimum");
    }

    @Test
    void whoeverIsNoCouncilCertifiesNothing() {
        Goods goods = producer.makes();

        Answer refused = new Certifier(producer.client()).certifies(goods, 5, market.today());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(producer.lists(goods).problem()).isEqualTo("certificate-missing");
    }

    @Test
    void aRevocationTakesAProductFromSearchAndCartAtOnce() {
        Goods goods = producer.makes();
        Answer certificate =
                certifier.certifies(goods, 4, market.today().minusYears(1)).expect(201);
        producer.lists(goods).expect(200);
        producer.stocks(goods, 5);
        market.awaitsOnSale(goods);
        Cart cart = Buyer.signedOut(market).cartWith(goods, 1);

        certifier.revokes(certificate);

        market.await("search hears of it", () -> !market.search().shows(goods));
        market.await(
                "orders hears of it",
                () -> cart.put(goods, 2).problem().equals("certificate-revoked"));
        assertThat(cart.order(market.unique()).problem()).isEqualTo("certificate-revoked");
        assertThat(producer.stockOf(goods)).isEqualTo(new Stock(5, 0));
    }

    /**
     * Nothing runs between the last day and the one after it: the services are started again with
     * their clocks a day ahead, and find every row and document as they left it.
     */
    @Test
    void aCertificatesLastDayIsTheLastOnWhichItsProductSells() {
        // Near midnight the day might end while this runs: then it is tomorrow that counts as
        // today.
        Duration margin = Duration.ofMinutes(10);
        LocalDate lastDay = ZonedDateTime.now(Market.ZONE).plus(margin).toLocalDate();
        Producer seller = Producer.sample(market);
        Goods goods = seller.makes();
        Answer certificate =
                certifier
                        .certifies(goods, 4, lastDay.minusMonths(MONTHS_OF_A_CERTIFICATE))
                        .expect(201);
        assertThat(certificate.text("/expiresOn")).isEqualTo(lastDay.toString());
        seller.lists(goods).expect(200);
        seller.stocks(goods, 5);
        market.awaitsOnSale(goods);
        Buyer buyer = Buyer.signedOut(market);
        Cart filled = buyer.cartWith(goods, 2);
        Cart empty = buyer.cart();

        market.restartAtTime(Duration.ofDays(1).plus(margin));
        try {
            // Yesterday's token is no longer good.
            Producer sellerNow = Producer.sample(market);
            assertThat(seller.lists(goods).status()).isEqualTo(401);
            assertThat(market.search().shows(goods)).isFalse();
            assertThat(empty.put(goods, 1).problem()).isEqualTo("certificate-expired");
            assertThat(filled.order(market.unique()).expect(409).problem())
                    .isEqualTo("certificate-expired");
            assertThat(sellerNow.lists(goods).expect(409).problem())
                    .isEqualTo("certificate-expired");
            assertThat(shownToAnyone(goods).status()).isEqualTo(404);
            assertThat(shownTo(sellerNow, goods).text("/withheld"))
                    .isEqualTo("certificate-expired");
            assertThat(sellerNow.stockOf(goods)).isEqualTo(new Stock(5, 0));
        } finally {
            market.restartAtTime(Duration.ZERO);
        }

        assertThat(market.search().shows(goods)).isTrue();
        assertThat(shownToAnyone(goods).expect(200).text("/certificate/status")).isEqualTo("valid");
        assertThat(empty.put(goods, 1).status()).isEqualTo(200);
        assertThat(filled.order(market.unique()).status()).isEqualTo(201);
    }

    private Answer shownToAnyone(Goods goods) {
        return market.gateway().get("/api/v1/products/" + goods.productId());
    }

    private static Answer shownTo(Producer producer, Goods goods) {
        return producer.client().get("/api/v1/products/" + goods.productId()).expect(200);
    }
}
