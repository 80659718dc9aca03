package chosao.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What orders forgets of a buyer whose account was erased. */
class ErasureIT {

    private final Market market = Market.open();
    private final UUID account = UUID.randomUUID();
    private final Visitor buyer = market.as(account, "buyer");

    @BeforeEach
    void calm() {
        market.calm();
    }

    @Test
    void erasesCartsAndTheContactOfAnOrderThatNobodyPaid() {
        var goods = market.goods(10);
        var cart = buyer.cart(1, goods);
        var placed = buyer.ordered(1, goods);
        assertThat(erase().json().at("/remainingOrders").asInt()).isOne();
        assertThat(contact(placed, "contact_email")).isOne();
        buyer.postNothing("/api/v1/orders/" + placed.at("/id") + "/cancellation");

        Awaitility.await().until(() -> erase().json().at("/remainingOrders").asInt() == 0);

        assertThat(buyer.get("/api/v1/carts/" + cart).status()).isEqualTo(404);
        for (var column :
                new String[] {"contact_name", "contact_phone", "contact_email", "shipping_line"}) {
            assertThat(contact(placed, column)).as(column).isZero();
        }
        var order = buyer.order(placed).expecting(200);
        assertThat(order.at("/number")).isEqualTo(placed.at("/number"));
        assertThat(order.json().at("/total/amount").asLong()).isEqualTo(125_000);
        assertThat(order.at("/contact/name")).isEmpty();
    }

    @Test
    void keepsNameAndAddressOfWhatWasPaid() {
        var goods = market.goods(10);
        var placed = buyer.ordered(1, goods);
        market.pay(placed.at("/payment/clientSecret"), "pm_card_visa").expecting(200);
        Awaitility.await().until(() -> buyer.order(placed).at("/state").equals("confirmed"));
        assertThat(erase().json().at("/remainingOrders").asInt()).isOne();
        assertThat(contact(placed, "contact_phone")).isOne();
        buyer.postNothing("/api/v1/orders/" + placed.at("/id") + "/cancellation");

        Awaitility.await().until(() -> erase().json().at("/remainingOrders").asInt() == 0);

        assertThat(contact(placed, "contact_phone")).isZero();
        assertThat(contact(placed, "contact_email")).isZero();
        assertThat(contact(placed, "contact_name")).isOne();
        assertThat(contact(placed, "shipping_line")).isOne();
    }

    @Test
    void leavesOthersAlone() {
        var other = market.buyer();
        var cart = other.cart(1, market.goods(10));

        assertThat(erase().json().at("/remainingOrders").asInt()).isZero();

        assertThat(other.get("/api/v1/carts/" + cart).status()).isEqualTo(200);
    }

    @Test
    void isForTheGatewayAlone() {
        var path = "/internal/erasures/" + account;

        assertThat(buyer.put(path, "").status()).isEqualTo(403);
        assertThat(market.visitor().put(path, "").status()).isEqualTo(401);
    }

    private Answer erase() {
        return market.visitorOf(market.server.getURI(), Market.INTERNAL_TOKEN)
                .put("/internal/erasures/" + account, "")
                .expecting(200);
    }

    /** One if the order still has it, else zero. */
    private long contact(Answer placed, String column) {
        return market.number(
                "SELECT count(*) FROM orders WHERE id = '%s' AND %s <> ''"
                        .formatted(placed.at("/id"), column));
    }
}
