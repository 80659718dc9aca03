package chosao.orders.checkout;

import static chosao.kernel.problem.KernelProblem.NOT_FOUND;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.id.TimeOrderedId;
import chosao.kernel.money.Money;
import chosao.orders.OrdersProblem;
import chosao.orders.buyer.Buyer;
import chosao.orders.cart.Cart;
import chosao.orders.cart.Carts;
import chosao.orders.idempotency.Claim;
import chosao.orders.idempotency.IdempotencyKey;
import chosao.orders.idempotency.IdempotencyKeys;
import chosao.orders.offer.Offer;
import chosao.orders.offer.Offers;
import chosao.orders.offer.Withholding;
import chosao.orders.order.Consignment;
import chosao.orders.order.EndReason;
import chosao.orders.order.Order;
import chosao.orders.order.OrderAnswers;
import chosao.orders.order.OrderNumbers;
import chosao.orders.order.OrderState;
import chosao.orders.order.Orders;
import chosao.orders.order.Payment;
import chosao.orders.payment.CardLimits;
import chosao.orders.payment.Cashier;
import chosao.orders.stock.Reservation;
import chosao.orders.stock.Stock;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The transactions of placing an order. */
@Singleton
class Placement {

    private final IdempotencyKeys keys;
    private final Carts carts;
    private final Offers offers;
    private final Stock stock;
    private final Orders orders;
    private final OrderNumbers numbers;
    private final Cashier cashier;
    private final CardLimits cardLimits;
    private final OrderAnswers answers;
    private final JsonMapper json;
    private final CheckoutConfig config;
    private final MarketCalendar calendar;
    private final Clock clock;

    Placement(
            IdempotencyKeys keys,
            Carts carts,
            Offers offers,
            Stock stock,
            Orders orders,
            OrderNumbers numbers,
            Cashier cashier,
            CardLimits cardLimits,
            OrderAnswers answers,
            JsonMapper json,
            CheckoutConfig config,
            MarketCalendar calendar,
            Clock clock) {
        this.keys = keys;
        this.carts = carts;
        this.offers = offers;
        this.stock = stock;
        this.orders = orders;
        this.numbers = numbers;
        this.cashier = cashier;
        this.cardLimits = cardLimits;
        this.answers = answers;
        this.json = json;
        this.config = config;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What became of a request to order. */
    sealed interface Placed {

        /** There is an order, for this request to open its payment and to answer. */
        record ToAnswer(Order order) implements Placed {}

        /** It was answered before. */
        record Before(Claim.Answered answer) implements Placed {}
    }

    /**
     * Makes a cart an order, or leaves everything as it was: the stock is set aside, names and
     * prices are frozen, the cart is spent and the key used, together.
     */
    @Transactional
    Placed place(IdempotencyKey key, Request request, Buyer buyer) throws IOException {
        var id = TimeOrderedId.next();
        return switch (keys.claim(key, json.writeValueAsBytes(request), id)) {
            case Claim.Answered answer -> new Placed.Before(answer);
            case Claim.CutOff(UUID placed) ->
                    new Placed.ToAnswer(orders.find(placed).orElseThrow());
            case Claim.Fresh() -> new Placed.ToAnswer(place(id, request, buyer));
        };
    }

    private Order place(UUID id, Request request, Buyer buyer) {
        var cart = carts.lock(request.cartId(), buyer).orElseThrow(NOT_FOUND::with);
        Carts.refuseOrdered(cart.orderId());
        if (cart.items().isEmpty()) {
            throw OrdersProblem.CART_EMPTY.with();
        }
        var consignments = consign(sellable(cart));
        var total = totalOf(consignments);
        cardLimits.require(total);
        var now = clock.instant();
        var order =
                new Order(
                        id,
                        numbers.draw(calendar.today()),
                        buyer,
                        OrderState.AWAITING_PAYMENT,
                        null,
                        false,
                        request.contact(),
                        request.shippingAddress(),
                        total,
                        now,
                        now.plus(config.payWithin()),
                        consignments,
                        Payment.byCard());
        orders.add(order, cart.id(), now.plus(config.openAfter()));
        // Last, for it locks what other buyers want too.
        return switch (stock.reserve(id, order.demands(), order.paymentDeadline())) {
            case Reservation.Held() -> {
                // After all else that is to be refused: what it would cost is no answer then.
                refuseUnexpected(total, request.expectedTotal());
                yield order;
            }
            case Reservation.OutOfStock(List<String> skus) ->
                    throw OrdersProblem.OUT_OF_STOCK
                            .with(String.join(", ", skus))
                            .member("skus", skus);
        };
    }

    /** A thing in the cart, and what it is offered as. */
    private record Wanted(Offer offer, int quantity) {}

    /** What is in the cart, if all of it may be sold today. */
    private List<Wanted> sellable(Cart cart) {
        var known = offers.find(cart.items().stream().map(Cart.Item::sku).toList());
        var today = calendar.today();
        var wanted = new ArrayList<Wanted>();
        var withheld = new EnumMap<Withholding, List<String>>(Withholding.class);
        for (var item : cart.items()) {
            var offer = known.get(item.sku());
            if (offer != null) {
                wanted.add(new Wanted(offer, item.quantity()));
            }
            var reason =
                    offer == null ? Optional.of(Withholding.UNLISTED) : offer.withheldOn(today);
            reason.ifPresent(
                    why -> withheld.computeIfAbsent(why, _ -> new ArrayList<>()).add(item.sku()));
        }
        withheld.forEach((why, skus) -> {
            throw why.problem().with(String.join(", ", skus)).member("skus", skus);
        });
        return wanted;
    }

    private static List<Consignment> consign(List<Wanted> wanted) {
        var byProducer = new LinkedHashMap<UUID, List<Wanted>>();
        for (var one : wanted) {
            byProducer.computeIfAbsent(one.offer().producerId(), _ -> new ArrayList<>()).add(one);
        }
        return byProducer.values().stream().map(Placement::consignment).toList();
    }

    private static Consignment consignment(List<Wanted> ofOneProducer) {
        var first = ofOneProducer.getFirst().offer();
        return new Consignment(
                TimeOrderedId.next(),
                first.producerId(),
                first.producerName(),
                first.warehouse(),
                OrderState.AWAITING_PAYMENT.code(),
                ofOneProducer.stream().map(Placement::line).toList());
    }

    private static Consignment.Line line(Wanted wanted) {
        var offer = wanted.offer();
        return new Consignment.Line(
                offer.sku(),
                offer.productId(),
                offer.productName(),
                offer.variantName(),
                offer.price(),
                wanted.quantity());
    }

    private static Money totalOf(List<Consignment> consignments) {
        return consignments.stream()
                .flatMap(consignment -> consignment.lines().stream())
                .map(Consignment.Line::total)
                .reduce(Money::plus)
                .orElseThrow();
    }

    /** Who was shown a price agreed to that one, and to no other. */
    private static void refuseUnexpected(Money total, @Nullable Money expected) {
        if (expected != null && !expected.equals(total)) {
            throw OrdersProblem.PRICE_CHANGED
                    .with(total.amount(), total.currency().getCurrencyCode())
                    .member("total", total);
        }
    }

    /** How a request to order ends. */
    sealed interface Conclusion {

        record Ordered(Claim.Answered answer) implements Conclusion {}

        /**
         * The order came to nothing, since it cannot be paid.
         *
         * @param code why, in the provider's words
         */
        record Unpayable(String code) implements Conclusion {}
    }

    /**
     * Writes down what the provider said, and the answer for whoever repeats the request. A request
     * that is refused after all leaves no key and a cart that can be ordered.
     */
    @Transactional
    Conclusion conclude(IdempotencyKey key, Cashier.Opening opening) {
        var order = cashier.record(opening);
        if (order.endReason() == EndReason.PAYMENT_REFUSED) {
            keys.release(key);
            return new Conclusion.Unpayable(String.valueOf(order.payment().failure()));
        }
        var answer =
                new Claim.Answered(order.id(), HttpStatus.CREATED.getCode(), answers.write(order));
        return new Conclusion.Ordered(keys.answer(key, answer));
    }
}
