package chosao.journeys;

import java.util.Map;

/** Someone who buys, signed in or not. */
final class Buyer {

    private final Market market;
    private final Client client;

    Buyer(Market market, Client client) {
        this.market = market;
        this.client = client;
    }

    /** Signs up. */
    static Buyer newcomer(Market market) {
        return new Buyer(market, market.signUp("buyer"));
    }

    static Buyer signedOut(Market market) {
        return new Buyer(market, market.gateway());
    }

    /** The same, who repeats what a restart of a service cut off. */
    Buyer insistent() {
        return new Buyer(market, client.insistent());
    }

    Client client() {
        return client;
    }

    /** Takes an empty cart. One of a buyer signed out comes with a token that makes it his. */
    Cart cart() {
        Answer made = client.post("/api/v1/carts", Map.of()).expect(201);
        String token = made.json().path("token").asText("");
        Client holder = token.isEmpty() ? client : client.with("X-Cart-Token", token);
        return new Cart(market, holder, made.text("/id"));
    }

    Cart cartWith(Goods goods, int quantity) {
        Cart cart = cart();
        cart.put(goods, quantity).expect(200);
        return cart;
    }

    /** Puts goods into a new cart and orders them. */
    Order orders(Goods goods, int quantity) {
        return cartWith(goods, quantity).orders(market.unique());
    }

    /** The whole of it: cart, order, payment with a good card, confirmation. */
    Order buys(Goods goods, int quantity) {
        Order order = orders(goods, quantity);
        order.pays("pm_card_visa").expect(200);
        order.awaits("confirmed");
        return order;
    }
}
