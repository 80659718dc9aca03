package chosao.orders.cart;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.money.Money;
import chosao.orders.OrdersProblem;
import chosao.orders.buyer.Buyer;
import chosao.orders.offer.Offer;
import chosao.orders.offer.Offers;
import chosao.orders.offer.Withholding;
import chosao.orders.stock.Stock;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carts as of now: what their things cost today, and which of them can be bought. */
@Singleton
class CartPricing {

    private static final String OUT_OF_STOCK = "out-of-stock";

    private final Carts carts;
    private final Offers offers;
    private final Stock stock;
    private final MarketCalendar calendar;

    CartPricing(Carts carts, Offers offers, Stock stock, MarketCalendar calendar) {
        this.carts = carts;
        this.offers = offers;
        this.stock = stock;
        this.calendar = calendar;
    }

    /** Puts a thing into the cart, unless it may not be sold today. */
    @Transactional
    CartAnswer put(UUID id, Buyer buyer, String sku, int quantity) {
        var cart = carts.put(id, buyer, sku, quantity);
        var known = offersIn(cart);
        var offer = known.get(sku);
        if (offer == null) {
            throw OrdersProblem.SKU_NOT_FOUND.with();
        }
        offer.withheldOn(calendar.today())
                .ifPresent(withholding -> {
                    throw withholding
                            .problem()
                            .with(offer.productName())
                            .member("skus", List.of(sku));
                });
        return answer(cart, known);
    }

    @Transactional
    CartAnswer remove(UUID id, Buyer buyer, String sku) {
        return price(carts.remove(id, buyer, sku));
    }

    @Connectable
    CartAnswer price(Cart cart) {
        return answer(cart, offersIn(cart));
    }

    private Map<String, Offer> offersIn(Cart cart) {
        return cart.items().isEmpty()
                ? Map.of()
                : offers.find(cart.items().stream().map(Cart.Item::sku).toList());
    }

    private CartAnswer answer(Cart cart, Map<String, Offer> known) {
        var available =
                known.isEmpty() ? Map.<String, Integer>of() : stock.available(known.keySet());
        var unknown =
                cart.items().stream()
                        .map(Cart.Item::sku)
                        .filter(sku -> !known.containsKey(sku))
                        .toList();
        var gone = unknown.isEmpty() ? Map.<String, Offers.Gone>of() : offers.gone(unknown);
        var today = calendar.today();
        var lines =
                cart.items().stream()
                        .map(item -> {
                            var offer = known.get(item.sku());
                            return offer == null
                                    ? withdrawn(item, gone.get(item.sku()))
                                    : line(
                                            item,
                                            offer,
                                            available.getOrDefault(item.sku(), 0),
                                            today);
                        })
                        .toList();
        var total = Money.vnd(0);
        for (var line : lines) {
            if (line.buyable() && line.total() != null) {
                total = total.plus(line.total());
            }
        }
        return new CartAnswer(cart.id(), lines, total, cart.orderId());
    }

    private static CartAnswer.Line withdrawn(Cart.Item item, Offers.@Nullable Gone gone) {
        return new CartAnswer.Line(
                item.sku(),
                item.quantity(),
                false,
                Withholding.UNLISTED.code(),
                gone == null ? null : gone.productId(),
                gone == null ? null : gone.productName(),
                null,
                null,
                null,
                null);
    }

    private static CartAnswer.Line line(
            Cart.Item item, Offer offer, int available, LocalDate today) {
        var reason =
                offer.withheldOn(today)
                        .map(Withholding::code)
                        .orElse(available < item.quantity() ? OUT_OF_STOCK : null);
        return new CartAnswer.Line(
                item.sku(),
                item.quantity(),
                reason == null,
                reason,
                offer.productId(),
                offer.productName(),
                offer.variantName(),
                new CartAnswer.Producer(offer.producerId(), offer.producerName()),
                offer.price(),
                offer.price().times(item.quantity()));
    }
}
