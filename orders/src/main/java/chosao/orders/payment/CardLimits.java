package chosao.orders.payment;

import chosao.kernel.money.Money;
import chosao.orders.OrdersProblem;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Which totals Stripe charges to a card
 * (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). They say nothing of other ways
 * to pay.
 *
 * @param smallest in đồng. Stripe's own minimum is some cents of the currency in which it pays the
 *     account out, so what it is in đồng moves with the rate; what it refuses beyond this is a
 *     payment refused
 */
@ConfigurationProperties("orders.card")
public record CardLimits(
        @Bindable(defaultValue = "10000") @Min(1) @Max(CardLimits.LARGEST) long smallest) {

    /** Ten digits. */
    static final long LARGEST = 9_999_999_999L;

    /**
     * Refuses a total that no card can be charged.
     *
     * @param total in đồng
     */
    public void require(Money total) {
        if (total.amount() < smallest || total.amount() > LARGEST) {
            throw OrdersProblem.TOTAL_NOT_CHARGEABLE
                    .with(smallest, LARGEST, total.amount())
                    .member("total", total)
                    .member("smallest", Money.vnd(smallest))
                    .member("largest", Money.vnd(LARGEST));
        }
    }
}
