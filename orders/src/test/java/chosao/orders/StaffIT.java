package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StaffIT {

    private final Market market = Market.open();

    @Test
    void letsStaffKeepTheStockOfTheirProducerAndNoOther() {
        var tea = market.goods(5);
        var honey = market.goods(5);
        var staff = market.staffOf(tea.producer());

        staff.put(stock(tea), count(tea, 7)).expecting(200);

        assertThat(staff.get(stock(tea)).expecting(200).at("/items/0/onHand")).isEqualTo("7");
        staff.get(stock(honey)).expecting(404);
        staff.put(stock(honey), count(honey, 7)).expecting(404);
        assertThat(market.shelf(honey).onHand()).isEqualTo(5);
    }

    @Test
    void showsStaffTheConsignmentsOfEachOfTheirProducers() {
        var tea = market.goods(5);
        var honey = market.goods(5);
        var rice = market.goods(5);
        for (var goods : new Goods[] {tea, honey, rice}) {
            var buyer = market.buyer();
            var order = buyer.ordered(1, goods);
            market.pay(order.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
            Awaitility.await().until(() -> buyer.order(order).at("/state").equals("confirmed"));
        }

        var shipped =
                market.staffOf(tea.producer(), honey.producer())
                        .get("/api/v1/consignments")
                        .expecting(200)
                        .json()
                        .at("/items");

        assertThat(shipped)
                .extracting(one -> one.at("/items/0/sku").asText())
                .containsExactly(honey.sku(), tea.sku());
        assertThat(
                        market.staffOf(UUID.randomUUID())
                                .get("/api/v1/consignments")
                                .expecting(200)
                                .json()
                                .at("/items"))
                .isEmpty();
    }

    private static String stock(Goods goods) {
        return "/api/v1/products/" + goods.product() + "/stock";
    }

    private static String count(Goods goods, int onHand) {
        return "{\"sku\": \"%s\", \"onHand\": %d}".formatted(goods.sku(), onHand);
    }
}
