package chosao.orders;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone who talks to the service; signed out, the token of the cart goes along. */
final class Visitor {

    private final Market market;
    private final @Nullable String accessToken;
    private final URI service;
    private @Nullable String cartToken;

    Visitor(Market market, @Nullable String accessToken) {
        this(market, accessToken, market.server.getURI());
    }

    Visitor(Market market, @Nullable String accessToken, URI service) {
        this.market = market;
        this.accessToken = accessToken;
        this.service = service;
    }

    Answer get(String path) {
        return market.send(request(path).GET());
    }

    Answer put(String path, String body) {
        return market.send(json(path).PUT(BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return market.send(request(path).DELETE());
    }

    Answer post(String path, String body) {
        return market.send(json(path).POST(BodyPublishers.ofString(body)));
    }

    Answer post(String path, String body, String key) {
        return market.send(
                json(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    /** Without a body, and without saying what kind of body it would be. */
    Answer postNothing(String path) {
        return market.send(request(path).POST(BodyPublishers.noBody()));
    }

    /** A new cart with so many of each. */
    String cart(int quantity, Goods... goods) {
        var created = post("/api/v1/carts", "").expecting(201);
        cartToken = created.at("/token").isEmpty() ? null : created.at("/token");
        var cart = created.at("/id");
        for (var one : goods) {
            put(item(cart, one), quantity(quantity)).expecting(200);
        }
        return cart;
    }

    static String item(String cart, Goods goods) {
        return "/api/v1/carts/" + cart + "/items/" + goods.sku();
    }

    static String quantity(int quantity) {
        return "{\"quantity\": " + quantity + "}";
    }

    /** A request to order the cart that there is nothing wrong with. */
    static String order(String cart) {
        return """
        {"cartId": "%s",
         "contact": {"name": "Nguyễn Văn An", "phone": "0912345678", "email": "an@sample.local"},
         "shippingAddress": {"line": "12 phố Hàng Bạc", "region": "00070"},
         "payment": {"method": "card"}}
        """
                .formatted(cart);
    }

    /** The same request by a buyer who was shown so many đồng. */
    static String order(String cart, long shown) {
        return order(cart)
                .replaceFirst(
                        "\\{",
                        "{\"expectedTotal\": {\"amount\": %d, \"currency\": \"VND\"},"
                                .formatted(shown));
    }

    Answer checkout(String cart) {
        return checkout(UUID.randomUUID().toString(), order(cart));
    }

    Answer checkout(String key, String body) {
        return post("/api/v1/orders", body, key);
    }

    /** An order of so many that awaits payment. */
    Answer ordered(int quantity, Goods... goods) {
        return checkout(cart(quantity, goods)).expecting(201);
    }

    Answer order(Answer placed) {
        return get("/api/v1/orders/" + placed.at("/id"));
    }

    /** A request of this visitor, with JSON in it, for whoever sends it. */
    HttpRequest.Builder to(String path, String... headers) {
        var request = json(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(service.resolve(path));
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        if (cartToken != null) {
            request.header("X-Cart-Token", cartToken);
        }
        return request;
    }
}
