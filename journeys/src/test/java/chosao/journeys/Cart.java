package chosao.journeys;

import java.util.Map;

/**
 * A cart and its holder.
 *
 * @param client sends what proves that the cart is the holder's
 */
record Cart(Market market, Client client, String id) {

    /** Asks for this many pieces to lie in the cart. */
    Answer put(Goods goods, int quantity) {
        return client.put(
                "/api/v1/carts/" + id + "/items/" + goods.sku(), Map.of("quantity", quantity));
    }

    Answer get() {
        return client.get("/api/v1/carts/" + id);
    }

    /** Asks for the cart to be ordered, to be paid by card. */
    Answer order(String idempotencyKey) {
        return client.with("Idempotency-Key", idempotencyKey).post("/api/v1/orders", wish());
    }

    /** Orders the cart, which must succeed. */
    Order orders(String idempotencyKey) {
        return new Order(client, order(idempotencyKey).expect(201));
    }

    /** What an order of this cart asks for. */
    Map<String, Object> wish() {
        return Map.of(
                "cartId",
                id,
                "contact",
                Map.of(
                        "name", "Nguyễn An",
                        "phone", "0912345678",
                        "email", "an@example.com"),
                "shippingAddress",
                Map.of("line", "1 Phố Hàng Trống", "region", "01"),
                "payment",
                Map.of("method", "card"));
    }
}
