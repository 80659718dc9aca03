package chosao.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Orders hears of a revocation late: it waits for more changes, catalog dies, or a transaction that
 * does nothing holds the feed back. What was paid after the revocation is given back in the end,
 * each time.
 */
class LostCoverIT {

    private static final int TIMES = 50;

    private final Market market = Market.open();
    private final Producer producer = Producer.newcomer(market);
    private final Certifier certifier = market.certifier();

    /** Goods, their certificate and an order that waits for its payment. */
    private record Case(Goods goods, String certificate, Order order) {}

    @Test
    void givesBackWhatWasPaidWhileOrdersWaitedForMoreChanges() throws Exception {
        Goods unrelated = producer.sells(1);
        List<Case> cases = cases(TIMES);

        for (Case each : cases) {
            producer.reprices(unrelated, market.uniquePrice());
            revoke(each);
            each.order().pays("pm_card_visa").expect(200);
        }

        assertAllGivenBack(cases);
    }

    @Test
    void givesBackWhatWasPaidWhileCatalogWasDead() throws Exception {
        List<Case> cases = cases(TIMES);
        for (List<Case> part : parts(cases, 10)) {
            Together.all(part.stream().map(each -> task(() -> revoke(each))).toList());
            market.kill(Part.CATALOG);
            try {
                Together.all(
                        part.stream()
                                .map(each -> task(() -> each.order().pays("pm_card_visa")))
                                .toList());
            } finally {
                market.start(Part.CATALOG);
            }
        }

        assertAllGivenBack(cases);
    }

    /** Orders that are placed, paid and confirmed after it, too. */
    @Test
    void givesBackWhatWasPaidWhileTheFeedWasHeldBack() throws Exception {
        List<Case> cases = cases(TIMES);
        List<Order> later;
        try (Connection idle = market.connect("postgres");
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            Together.all(cases.stream().map(each -> task(() -> revoke(each))).toList());
            Buyer buyer = Buyer.newcomer(market);
            later =
                    Together.all(
                            cases.stream()
                                    .map(each -> task(() -> buyer.orders(each.goods(), 1)))
                                    .toList());
            Together.all(
                    cases.stream()
                            .map(each -> task(() -> each.order().pays("pm_card_visa")))
                            .toList());
            Together.all(
                    later.stream().map(each -> task(() -> each.pays("pm_card_visa"))).toList());
            later.forEach(order -> order.awaits("confirmed"));
            idle.rollback();
        }

        assertAllGivenBack(cases);
        later.forEach(LostCoverIT::assertGivenBack);
    }

    private void revoke(Case each) {
        certifier.revokes(each.certificate());
    }

    private List<Case> cases(int number) throws Exception {
        LocalDate lastYear = market.today().minusYears(1);
        Buyer buyer = Buyer.newcomer(market);
        List<Case> cases = new ArrayList<>();
        for (List<Integer> part : parts(IntStream.range(0, number).boxed().toList(), 5)) {
            cases.addAll(
                    Together.all(
                            part.stream()
                                    .map(each -> task(() -> aCase(buyer, lastYear)))
                                    .toList()));
        }
        return cases;
    }

    private Case aCase(Buyer buyer, LocalDate certifiedOn) {
        Goods goods = producer.sells(3, certifiedOn);
        String certificate =
                producer.client()
                        .get("/api/v1/products/" + goods.productId())
                        .expect(200)
                        .text("/certificate/id");
        return new Case(goods, certificate, buyer.orders(goods, 1));
    }

    private void assertAllGivenBack(List<Case> cases) {
        cases.forEach(each -> assertGivenBack(each.order()));
        Map<Long, Long> taken = market.sandbox().taken();
        for (Case each : cases) {
            assertThat(taken).as("what Stripe kept").containsEntry(each.goods().price(), 0L);
            assertThat(producer.stockOf(each.goods())).isEqualTo(new Stock(3, 0));
        }
    }

    private static void assertGivenBack(Order order) {
        order.awaits("cancelled");
        assertThat(order.get().expect(200).text("/endReason")).isEqualTo("certificate-lapsed");
        order.awaitsPayment("refunded");
    }

    private static Together.Task<Object> task(Runnable action) {
        return () -> {
            action.run();
            return Map.of();
        };
    }

    private static <T> Together.Task<T> task(Together.Task<T> action) {
        return action;
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
                .toList();
    }
}
