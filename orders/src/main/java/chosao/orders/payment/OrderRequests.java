package chosao.orders.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import chosao.orders.idempotency.Claim;
import chosao.orders.idempotency.IdempotencyKey;
import chosao.orders.idempotency.IdempotencyKeys;
import chosao.orders.order.Order;
import chosao.orders.order.OrderAnswers;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of requests about an order that may come with an Idempotency-Key. Without one
 * the order's own state sees to it that a repetition changes nothing more.
 */
@Singleton
class OrderRequests {

    private final IdempotencyKeys keys;
    private final OrderAnswers answers;

    OrderRequests(IdempotencyKeys keys, OrderAnswers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    /**
     * Takes the key, and has the request's effect, together.
     *
     * @param what is asked of the order: under the same key nothing else may be
     * @param effect on the order; if it is refused, the key is not taken
     */
    @Transactional
    Claim begin(@Nullable IdempotencyKey key, String what, UUID orderId, Runnable effect) {
        var claim =
                key == null
                        ? new Claim.Fresh()
                        : keys.claim(key, (what + " " + orderId).getBytes(UTF_8), orderId);
        if (claim instanceof Claim.Fresh) {
            effect.run();
        }
        return claim;
    }

    /** The answer, kept for whoever repeats the request with its key. */
    @Transactional
    Claim.Answered answer(@Nullable IdempotencyKey key, Order order) {
        var answer = new Claim.Answered(order.id(), HttpStatus.OK.getCode(), answers.write(order));
        return key == null ? answer : keys.answer(key, answer);
    }

    /** Gives the key of a request back that could not be answered. */
    @Transactional
    void release(@Nullable IdempotencyKey key) {
        if (key != null) {
            keys.release(key);
        }
    }
}
